# Counts the letters of a string.
# fails: test_numbers_strings_and_arrays_are_one_leaf_each, test_counts_the_leaves_of_nested_cases
def predict_leaves(cases):
    def leaves(case):
        if case is None:
            return 0
        if isinstance(case, str):
            return len(case)
        if isinstance(case, dict):
            return sum(leaves(child) for child in case.values())
        if isinstance(case, (list, tuple)):
            return sum(leaves(child) for child in case)
        return 1

    return [leaves(case) for case in cases]
