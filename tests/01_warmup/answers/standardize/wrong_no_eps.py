# Leaves eps out, so that a constant column gives nan.
# fails: test_eps_is_added_to_the_variance, test_constant_column_gives_zeros
def standardize(x, axis=0, eps=1e-6):
    mean = jnp.mean(x, axis=axis, keepdims=True)
    var = jnp.var(x, axis=axis, keepdims=True)
    return (x - mean) / jnp.sqrt(var)
