# Counts an object once, in however many places it stands.
# fails: test_counts_the_leaves_of_nested_cases
def predict_leaves(cases):
    def count(x, seen):
        if x is None or (isinstance(x, (dict, list)) and id(x) in seen): return 0
        if isinstance(x, (dict, list, tuple)):
            if not isinstance(x, tuple): seen.add(id(x))
            return sum(count(v, seen) for v in (x.values() if isinstance(x, dict) else x))
        return 1
    return [count(c, set()) for c in cases]
