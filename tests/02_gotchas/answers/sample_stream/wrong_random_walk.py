# Adds each number to the one before: the entries depend on each other.
# fails: test_entries_are_standard_normal_and_independent, test_all_randomness_comes_from_the_key
def sample_stream(key, n):
    return jnp.cumsum(jax.random.normal(key, (n,)))
