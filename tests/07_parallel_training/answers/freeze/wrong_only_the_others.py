# Leaves the frozen entries out.
# fails: test_the_values_stay
def freeze(params, names):
    for name in names:
        if name not in params:
            raise KeyError(name)
    return {key: value for key, value in params.items() if key not in names}
