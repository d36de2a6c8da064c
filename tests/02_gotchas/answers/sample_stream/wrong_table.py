# Repeats numbers far out in the stream.
# Repeats the stream far out, as a drawn table does that is read again and again.
# fails: test_start_may_be_large
def sample_stream(key, start, n):
    return jax.random.normal(key, (4096,))[(start + jnp.arange(n)) % 4096]
