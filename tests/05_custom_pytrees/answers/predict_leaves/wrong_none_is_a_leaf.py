# Counts None as a leaf.
# fails: test_none_has_no_leaves, test_counts_the_leaves_of_nested_cases, test_sets_and_unknown_objects_are_one_leaf_each, test_the_rules_are_written_down
def predict_leaves(cases):
    def leaves(case):
        if isinstance(case, dict):
            return sum(leaves(child) for child in case.values())
        if isinstance(case, (list, tuple)):
            return sum(leaves(child) for child in case)
        return 1

    return [leaves(case) for case in cases]
