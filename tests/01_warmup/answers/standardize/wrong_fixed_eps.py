# Ignores an `eps` other than the default.
# fails: test_eps_is_added_to_the_variance, test_works_under_jit_and_vmap
def standardize(x, axis=0, eps=1e-6):
    mean = jnp.mean(x, axis=axis, keepdims=True)
    var = jnp.var(x, axis=axis, keepdims=True)
    return (x - mean) / jnp.sqrt(var + 1e-6)
