"""What the probes of 02 share; it runs where the student's code does."""


def look(values):
    """What shows that a named value was replaced, or has grown."""
    return {name: (id(value), len(value) if isinstance(value, list | dict) else 0) for name, value in values.items()}


def kept_by(function):
    """What a function keeps in default arguments, attributes and closure variables."""
    defaults = getattr(function, "__defaults__", None) or ()
    cells = getattr(function, "__closure__", None) or ()
    values = [*defaults, *(cell.cell_contents for cell in cells)]
    named = (getattr(function, name, None) or {} for name in ("__dict__", "__kwdefaults__"))
    return [look(dict(enumerate(values))), *map(look, named)]
