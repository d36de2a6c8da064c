# Counts the keys of dicts, too.
# fails: test_none_has_no_leaves, test_tuples_dicts_and_their_kin_are_containers, test_counts_the_leaves_of_nested_cases, test_the_rules_are_written_down
def predict_leaves(cases):
    def leaves(case):
        if case is None:
            return 0
        if isinstance(case, dict):
            return sum(1 + leaves(child) for child in case.values())
        if isinstance(case, (list, tuple)):
            return sum(leaves(child) for child in case)
        return 1

    return [leaves(case) for case in cases]
