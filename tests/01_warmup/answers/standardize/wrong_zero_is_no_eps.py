# Takes an `eps` of 0 for a missing one.
# fails: test_eps_is_added_to_the_variance
def standardize(x, axis=0, eps=None):
    eps = eps or 1e-6
    mean = jnp.mean(x, axis=axis, keepdims=True)
    var = jnp.var(x, axis=axis, keepdims=True)
    return (x - mean) / jnp.sqrt(var + eps)
