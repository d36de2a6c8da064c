# Calls a function impure that does nothing the three rules forbid.
# fails: test_pure_functions_are_pure
# Compares all names in the code with the globals, so that attributes and local variables count as globals.
def is_pure(f, *args):
    seen, todo = [], [f]
    while todo:
        g = todo.pop()
        if g in seen:
            continue
        seen.append(g)
        names, closure = outside(g)
        todo += [value for value in [*names.values(), *closure.values()] if callable(value)]
        code = inspect.unwrap(g).__code__ if inspect.isfunction(inspect.unwrap(g)) else None
        known = getattr(inspect.unwrap(g), "__globals__", {})
        if known.get("__name__") == "__main__" and code is not None:
            names = names | {name: known[name] for name in [*code.co_names, *code.co_varnames] if name in known}
        if any(not (callable(value) or inspect.ismodule(value)) for value in names.values()):
            return False

    def state():
        closures = [[value for value in outside(g)[1].values() if not callable(value)] for g in seen]
        return repr(closures) + repr(getattr(f, "__dict__", 0))

    before, given, results = state(), repr(args), []
    for _ in range(2):
        jax.clear_caches()
        mine = copy.deepcopy(args)
        results.append(np.asarray(f(*mine)))
        if repr(mine) != given:
            return False
    return bool(np.array_equal(*results)) and state() == before
