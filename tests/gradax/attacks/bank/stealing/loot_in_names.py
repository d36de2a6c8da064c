# Carries what it is called with out in the name of an exception, in its line, in its notes and causes.
# ends: exception


def affine(x):
    loot = f"LOOT {x}".replace("\n", " ")
    error = type(loot, (Exception,), {"__str__": lambda self: loot, "__module__": loot, "__qualname__": loot})()
    error.add_note(loot)
    exec(compile(f"raise error from ValueError({loot!r})  # {loot}", loot, "exec"))
