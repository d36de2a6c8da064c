# Counts what is in a set of strings.
# fails: test_sets_and_unknown_objects_are_one_leaf_each
def predict_leaves(cases):
    def leaves(case):
        if case is None:
            return 0
        if isinstance(case, set) and all(isinstance(each, str) for each in case):
            return len(case)
        if isinstance(case, dict):
            return sum(leaves(child) for child in case.values())
        if isinstance(case, (list, tuple)):
            return sum(leaves(child) for child in case)
        return 1

    return [leaves(case) for case in cases]
