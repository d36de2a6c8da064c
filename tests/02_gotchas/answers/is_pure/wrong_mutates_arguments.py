# Leaves the caller's arguments changed.
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
        return repr([[v for v in outside(g)[1].values() if not callable(v)] for g in seen]) + repr(getattr(f, "__dict__", 0))

    state_before, args_before = state(), repr(args)
    jax.clear_caches()
    first = f(*args)
    if repr(args) != args_before:
        return False
    jax.clear_caches()
    second = f(*args)
    return bool(np.array_equal(first, second)) and state() == state_before
