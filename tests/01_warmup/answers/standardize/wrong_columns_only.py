# Goes along axis 0 where another axis is asked for.
# fails: test_any_axis_and_any_number_of_dimensions
def standardize(x, axis=0, eps=1e-6):
    if axis == 1:
        return standardize(x.T, 0, eps).T
    mean, var = x.mean(axis=0), x.var(axis=0)
    return (x - mean) / jnp.sqrt(var + eps)
