# Misses global data, changes of arguments, and something that a jitted function does while it is traced.
# fails: test_pure_functions_are_pure, test_global_data_is_impure, test_global_data_of_helpers_is_impure, test_what_jit_hides_is_impure, test_changing_what_lives_on_is_impure, test_changing_arguments_is_impure
# Trusts the jaxpr alone: what two traces show, and nothing that they do not show.
def is_pure(f, *args):
    def trace():
        jax.clear_caches()
        closed = jax.make_jaxpr(lambda *args: f(*args))(*copy.deepcopy(args))
        return str(closed), [np.asarray(const).tolist() for const in closed.consts]

    return trace() == trace()
