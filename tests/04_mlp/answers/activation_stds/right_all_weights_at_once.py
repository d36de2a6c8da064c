# Draws the weights of all layers in one array.
def activation_stds(key, scale, depth, width):
    key_h, key_w = jax.random.split(key, 2)
    h = jax.random.normal(key_h, (256, width))
    stds = []
    for w in scale * jax.random.normal(key_w, (depth, width, width)):
        h = jnp.where(h @ w > 0, h @ w, 0)
        stds.append(jnp.std(h))
    return jnp.asarray(stds, dtype=jnp.float32)
