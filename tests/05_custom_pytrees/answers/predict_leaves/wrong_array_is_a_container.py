# Opens arrays, and counts what is in them.
# fails: test_numbers_strings_and_arrays_are_one_leaf_each, test_counts_the_leaves_of_nested_cases
def predict_leaves(cases):
    def leaves(case):
        if case is None:
            return 0
        if isinstance(case, dict):
            return sum(leaves(child) for child in case.values())
        if isinstance(case, (list, tuple)):
            return sum(leaves(child) for child in case)
        return case.size if hasattr(case, "shape") else 1

    return [leaves(case) for case in cases]
