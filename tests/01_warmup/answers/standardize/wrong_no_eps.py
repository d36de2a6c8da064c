# Ignores `eps`, and gives nan or infinity where all entries of a column are equal.
# fails: test_eps_is_added_to_the_variance, test_eps_is_small_by_default, test_constant_column_gives_zeros, test_works_under_jit_and_vmap
def standardize(x, axis=0, eps=1e-6):
    mean = jnp.mean(x, axis=axis, keepdims=True)
    var = jnp.var(x, axis=axis, keepdims=True)
    return (x - mean) / jnp.sqrt(var)
