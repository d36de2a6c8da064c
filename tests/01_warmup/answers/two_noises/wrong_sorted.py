# Sorts the rows of the first array.
# fails: test_each_is_normal_entry_by_entry
def two_noises(key, shape):
    first, second = jax.random.split(key)
    first = jax.random.normal(first, shape)
    return jnp.sort(first, axis=-1) if shape else first, jax.random.normal(second, shape)
