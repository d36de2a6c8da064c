# Keeps `eps` below 1.
# fails: test_eps_is_added_to_the_variance
def standardize(x, axis=0, eps=1e-6):
    mean = jnp.mean(x, axis=axis, keepdims=True)
    var = jnp.var(x, axis=axis, keepdims=True)
    return (x - mean) / jnp.sqrt(var + jnp.clip(eps, 0, 1))
