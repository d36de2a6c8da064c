# Counts a tuple as one leaf.
# fails: test_tuples_dicts_and_their_kin_are_containers, test_counts_the_leaves_of_nested_cases, test_numbers_strings_and_arrays_are_one_leaf_each
def predict_leaves(cases):
    def leaves(case):
        if case is None:
            return 0
        if isinstance(case, dict):
            return sum(leaves(child) for child in case.values())
        if isinstance(case, list):
            return sum(leaves(child) for child in case)
        return 1

    return [leaves(case) for case in cases]
