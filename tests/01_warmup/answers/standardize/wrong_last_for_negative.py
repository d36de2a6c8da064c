# Takes every negative axis for the last one.
# fails: test_any_axis_and_any_number_of_dimensions
def standardize(x, axis=0, eps=1e-6):
    axis = axis if axis >= 0 else x.ndim - 1
    mean = jnp.mean(x, axis=axis, keepdims=True)
    var = jnp.var(x, axis=axis, keepdims=True)
    return (x - mean) / jnp.sqrt(var + eps)
