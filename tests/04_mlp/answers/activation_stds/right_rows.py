# Sends the inputs through one by one, with vmap, and keeps the activations of all layers.
def activation_stds(key, scale, depth, width):
    key_x, key_w = jax.random.split(key)
    weights = scale * jax.random.normal(key_w, (depth, width, width))

    def activations(h):
        return jax.lax.scan(lambda h, w: (jax.nn.relu(h @ w),) * 2, h, weights)[1]

    return jnp.std(jax.vmap(activations)(jax.random.normal(key_x, (256, width))), axis=(0, 2))
