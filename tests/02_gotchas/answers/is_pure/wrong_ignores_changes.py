# Misses changes of arguments and of what lives on after a call.
# fails: test_what_jit_hides_is_impure, test_changing_what_lives_on_is_impure, test_changing_arguments_is_impure
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
    results = []
    for _ in range(2):
        jax.clear_caches()
        results.append(np.asarray(f(*copy.deepcopy(args))))
    return bool(np.array_equal(*results))
