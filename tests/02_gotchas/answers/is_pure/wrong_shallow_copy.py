# Copies containers but not what is in them, so that inner changes go unseen and reach the caller.
# fails: test_arguments_stay_as_they_were
def is_pure(f, *args):
    todo, seen = [f], []
    while todo:
        g = todo.pop()
        if g in seen:
            continue
        seen.append(g)
        names, closure = outside(g)
        if any(not (callable(v) or inspect.ismodule(v)) for v in names.values()):
            return False
        todo += [v for v in [*names.values(), *closure.values()] if callable(v)]

    def state():
        return [[copy.copy(v) for v in outside(g)[1].values() if not callable(v)] for g in seen] + [dict(getattr(f, "__dict__", {}))]

    before, results = repr(state()), []
    for _ in range(2):
        jax.clear_caches()
        mine = [copy.copy(a) if isinstance(a, list | dict) else a for a in args]
        results.append(np.asarray(f(*mine)))
        if repr(mine) != repr(list(args)):
            return False
    return bool(np.array_equal(*results)) and repr(state()) == before
