# Reads a drawn table again and again, so that the stream repeats itself.
# fails: test_start_may_be_large
def sample_stream(key, start, n):
    return jax.random.normal(key, (4096,))[(start + jnp.arange(n)) % 4096]
