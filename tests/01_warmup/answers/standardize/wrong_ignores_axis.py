# Always goes along axis 0.
# fails: test_any_axis_and_any_number_of_dimensions
def standardize(x, axis=0, eps=1e-6):
    mean = jnp.mean(x, axis=0, keepdims=True)
    var = jnp.var(x, axis=0, keepdims=True)
    return (x - mean) / jnp.sqrt(var + eps)
