# Repeats numbers far out in the stream.
# fails: test_start_may_be_large
# Repeats the stream far out, as a drawn table does that is read again and again.
def sample_stream(key, start, n):
    return jax.random.normal(key, (4096,))[(start + jnp.arange(n)) % 4096]
