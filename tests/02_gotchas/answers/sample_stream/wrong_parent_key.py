# Draws the first number from the key itself, then splits the same key for the others.
# fails: test_no_key_serves_twice
def sample_stream(key, n):
    first = jax.random.normal(key, (1,))
    others = jax.vmap(jax.random.normal)(jax.random.split(key, max(n - 1, 1)))
    return jnp.concatenate([first, others])[:n]
