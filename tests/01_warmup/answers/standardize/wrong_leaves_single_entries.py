# Leaves rows of a single entry as they are.
# fails: test_constant_column_gives_zeros
def standardize(x, axis=0, eps=1e-6):
    if x.shape[axis] == 1 and axis != 0:
        return x
    mean = jnp.mean(x, axis=axis, keepdims=True)
    var = jnp.var(x, axis=axis, keepdims=True)
    return (x - mean) / jnp.sqrt(var + eps)
