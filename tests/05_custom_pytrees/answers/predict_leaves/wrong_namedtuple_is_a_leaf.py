# Counts a NamedTuple as one leaf.
# fails: test_tuples_dicts_and_their_kin_are_containers, test_counts_the_leaves_of_nested_cases
def predict_leaves(cases):
    def leaves(case):
        if case is None:
            return 0
        if isinstance(case, dict):
            return sum(leaves(child) for child in case.values())
        if type(case) in (list, tuple):
            return sum(leaves(child) for child in case)
        return 1

    return [leaves(case) for case in cases]
