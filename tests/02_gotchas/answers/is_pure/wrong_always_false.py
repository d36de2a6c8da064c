# Says False of pure functions, too.
# fails: test_pure_functions_are_pure, test_global_data_is_impure, test_global_data_of_helpers_is_impure, test_results_that_differ_are_impure, test_what_jit_hides_is_impure, test_changing_what_lives_on_is_impure, test_changing_arguments_is_impure, test_arguments_stay_as_they_were
def is_pure(f, *args):
    return False
