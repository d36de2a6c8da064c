# Calls a function impure that prints, and others pure that break one of the three rules.
# fails: test_pure_functions_are_pure, test_global_data_is_impure, test_global_data_of_helpers_is_impure, test_results_that_differ_are_impure, test_what_jit_hides_is_impure, test_changing_what_lives_on_is_impure, test_changing_arguments_is_impure, test_arguments_stay_as_they_were
# Takes every effect in the jaxpr for impure, `jax.debug.print` among them, and looks at nothing else.
def is_pure(f, *args):
    jax.clear_caches()
    closed = jax.make_jaxpr(lambda *args: f(*args))(*copy.deepcopy(args))
    return not closed.effects
