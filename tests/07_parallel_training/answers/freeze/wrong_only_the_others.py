# Leaves out some of the entries of `params`.
# fails: test_the_values_stay, test_a_missing_name_is_an_error
def freeze(params, names):
    for name in names:
        if name not in params:
            raise KeyError(name)
    return {key: value for key, value in params.items() if key not in names}
