# Repeats numbers far out in the stream.
# fails: test_start_may_be_large, test_works_under_jit_with_a_traced_start
# Counts places in float32, in which neighbours far out are one and the same number.
def sample_stream(key, start, n):
    places = (jnp.float32(start) + jnp.arange(n, dtype=jnp.float32)).astype(jnp.int32)
    return jax.vmap(lambda i: jax.random.normal(jax.random.fold_in(key, i)))(places)
