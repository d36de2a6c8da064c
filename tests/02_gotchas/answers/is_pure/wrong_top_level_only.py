# Misses global data that a helper or a lambda reads, and a change of what lives on after a call.
# fails: test_global_data_of_helpers_is_impure, test_changing_what_lives_on_is_impure
def is_pure(f, *args):
    names, closure = outside(f)
    if any(not (callable(v) or inspect.ismodule(v)) for v in names.values()):
        return False

    def state():
        return repr([v for v in closure_now().values() if not callable(v)]) + repr(getattr(f, "__dict__", 0))

    def closure_now():
        return outside(f)[1]

    before, args_before, results = state(), repr(args), []
    for _ in range(2):
        jax.clear_caches()
        mine = copy.deepcopy(args)
        results.append(np.asarray(f(*mine)))
        if repr(mine) != args_before:
            return False
    return bool(np.array_equal(*results)) and state() == before
