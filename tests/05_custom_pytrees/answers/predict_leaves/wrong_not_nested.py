# Counts the parts of the outermost container only.
# fails: test_counts_the_leaves_of_nested_cases
def predict_leaves(cases):
    def leaves(case):
        if case is None:
            return 0
        if isinstance(case, dict):
            return len([child for child in case.values() if child is not None])
        if isinstance(case, (list, tuple)):
            return len([child for child in case if child is not None])
        return 1

    return [leaves(case) for case in cases]
