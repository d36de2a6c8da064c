# Calls a pure function impure, and misses changes of arguments and of what lives on after a call.
# fails: test_pure_functions_are_pure, test_what_jit_hides_is_impure, test_changing_what_lives_on_is_impure, test_changing_arguments_is_impure
# Takes every global for data, modules and functions among them.
def is_pure(f, *args):
    if outside(f)[0]:
        return False
    jax.clear_caches()
    first = f(*copy.deepcopy(args))
    jax.clear_caches()
    return bool(np.array_equal(first, f(*copy.deepcopy(args))))
