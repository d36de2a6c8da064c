# Adds each number to the one before: the entries depend on each other.
# fails: test_entries_are_standard_normal_and_independent
def sample_stream(key, n):
    return jnp.cumsum(jax.random.normal(key, (n,)))
