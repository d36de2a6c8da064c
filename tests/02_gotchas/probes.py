"""What the probes of 02 share; it runs where the student's code does."""


def look(values):
    """What shows that a named value was replaced, or has grown."""
    return {name: (id(value), len(value) if isinstance(value, list | dict) else 0) for name, value in values.items()}


def look_inside(values):
    """The same for what named classes, modules and other objects hold; modules load others whenever they like."""
    from types import ModuleType

    def data(held):
        return {name: each for name, each in held.items() if name[:2] != "__" and not isinstance(each, ModuleType)}

    return {name: look(data(vars(value))) for name, value in values.items() if hasattr(value, "__dict__")}


def kept_by_functions(values):
    """What each function among some values keeps, compiled ones too."""
    from types import FunctionType

    functions = [getattr(each, "__wrapped__", each) for each in values if callable(each)]
    return [kept_by(each) for each in functions if isinstance(each, FunctionType)]


def content(cell):
    """What a closure variable holds; None before it has a value."""
    try:
        return cell.cell_contents
    except ValueError:
        return None


def kept_by(function):
    """What a function keeps in default arguments, attributes and closure variables."""
    defaults = getattr(function, "__defaults__", None) or ()
    cells = getattr(function, "__closure__", None) or ()
    values = [*defaults, *map(content, cells)]
    named = (getattr(function, name, None) or {} for name in ("__dict__", "__kwdefaults__"))
    return [look(dict(enumerate(values))), *map(look, named)]
