# Looks eight levels deep.
# fails: test_counts_the_leaves_of_nested_cases
def predict_leaves(cases):
    def count(x, depth=0):
        if x is None: return 0
        if depth > 8: return 1
        if isinstance(x, dict): return sum(count(v, depth + 1) for v in x.values())
        if isinstance(x, (list, tuple)): return sum(count(v, depth + 1) for v in x)
        return 1
    return [count(c) for c in cases]
