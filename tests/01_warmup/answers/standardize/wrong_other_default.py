# Adds something other than 1e-6 to the variance by default.
# fails: test_eps_is_small_by_default
def standardize(x, axis=0, eps=1e-5):
    mean = jnp.mean(x, axis=axis, keepdims=True)
    var = jnp.var(x, axis=axis, keepdims=True)
    return (x - mean) / jnp.sqrt(var + eps)
