# Opens objects of a class that JAX does not know, and counts what they hold.
# fails: test_sets_and_unknown_objects_are_one_leaf_each
def predict_leaves(cases):
    def leaves(case):
        if case is None:
            return 0
        if hasattr(case, "values"):
            return sum(leaves(child) for child in case.values())
        if hasattr(case, "_fields") or isinstance(case, (list, tuple)):
            return sum(leaves(child) for child in case)
        return 1

    return [leaves(case) for case in cases]
