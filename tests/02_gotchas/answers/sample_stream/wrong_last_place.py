# Repeats itself far out: all places from 2 147 000 000 on are one.
# fails: test_start_may_be_large
def sample_stream(key, start, n):
    places = jnp.minimum(start + jnp.arange(n), 2_147_000_000)
    return jax.vmap(lambda i: jax.random.normal(jax.random.fold_in(key, i)))(places)
