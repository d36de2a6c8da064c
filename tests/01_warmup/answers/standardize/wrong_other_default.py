# Has another default for eps, which shows where entries hardly vary.
# fails: test_eps_is_small_by_default
def standardize(x, axis=0, eps=1e-5):
    mean = jnp.mean(x, axis=axis, keepdims=True)
    var = jnp.var(x, axis=axis, keepdims=True)
    return (x - mean) / jnp.sqrt(var + eps)
