# Draws from, or splits, a random key that was used already.
# fails: test_no_key_is_used_twice
def activation_stds(key, scale, depth, width):
    h = jax.random.normal(key, (256, width))
    stds = []
    for k in jax.random.split(key, depth):
        h = jax.nn.relu(h @ (scale * jax.random.normal(k, (width, width))))
        stds.append(jnp.std(h))
    return jnp.stack(stds)
