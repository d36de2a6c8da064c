# Draws from or splits one key twice.
# fails: test_works_under_jit_with_a_traced_start
def sample_stream(key, start, n):
    shift = jax.random.normal(key)
    other, _ = jax.random.split(key)
    places = start + jnp.arange(n)
    return jax.vmap(lambda i: jax.random.normal(jax.random.fold_in(other, i)))(places) + 0.0 * shift
