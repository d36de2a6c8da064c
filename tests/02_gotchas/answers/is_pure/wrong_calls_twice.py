# Calls twice and compares the results: globals and changes that do not show stay unseen.
# fails: test_global_data_is_impure, test_global_data_of_helpers_is_impure, test_what_jit_hides_is_impure, test_changing_what_lives_on_is_impure, test_changing_arguments_is_impure
def is_pure(f, *args):
    first = f(*copy.deepcopy(args))
    second = f(*copy.deepcopy(args))
    return bool(np.array_equal(first, second))
