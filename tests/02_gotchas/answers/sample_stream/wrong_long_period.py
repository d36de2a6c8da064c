# Repeats numbers far out in the stream.
# fails: test_start_may_be_large
# Drops the upper bits of the place, so that the stream repeats itself after 2**24 numbers.
def sample_stream(key, start, n):
    places = (start + jnp.arange(n)) & 0xFFFFFF
    return jax.vmap(lambda i: jax.random.normal(jax.random.fold_in(key, i)))(places)
