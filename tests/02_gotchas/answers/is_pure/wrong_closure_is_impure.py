# Calls a function impure that only reads what is in its closure.
# fails: test_pure_functions_are_pure
def is_pure(f, *args):
    todo, seen = [f], []
    while todo:
        g = todo.pop()
        if g in seen:
            continue
        seen.append(g)
        names, closure = outside(g)
        if any(not (callable(v) or inspect.ismodule(v)) for v in [*names.values(), *closure.values()]):
            return False
        todo += [v for v in [*names.values(), *closure.values()] if callable(v)]
    before, results = repr((args, getattr(f, "__dict__", 0))), []
    for _ in range(2):
        jax.clear_caches()
        mine = copy.deepcopy(args)
        results.append(np.asarray(f(*mine)))
        if repr((mine, getattr(f, "__dict__", 0))) != before:
            return False
    return bool(np.array_equal(*results))
