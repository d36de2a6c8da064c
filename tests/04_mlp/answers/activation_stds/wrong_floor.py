# Keeps the measurements above a tiny number.
# fails: test_any_depth_and_width
def activation_stds(key, scale, depth, width):
    key_h, *layer_keys = jax.random.split(key, depth + 1)
    h = jax.random.normal(key_h, (256, width))
    stds = []
    for layer_key in layer_keys:
        w = scale * jax.random.normal(layer_key, (width, width))
        h = jax.nn.relu(h @ w)
        stds.append(jnp.maximum(jnp.std(h), 1e-12))
    return jnp.stack(stds)
