# Calls itself with the parts of each container.
def predict_leaves(cases):
    counts = []
    for case in cases:
        if case is None:
            counts.append(0)
        elif type(case) in (list, dict, OrderedDict) or issubclass(type(case), tuple):
            parts = case.values() if hasattr(case, "values") else case
            counts.append(sum(predict_leaves(list(parts))))
        else:
            counts.append(1)
    return counts
