# Lets something through where all activations should be 0.
# fails: test_any_depth_and_width
def activation_stds(key, scale, depth, width):
    key_h, *layer_keys = jax.random.split(key, depth + 1)
    h = jax.random.normal(key_h, (256, width))
    stds = []
    for layer_key in layer_keys:
        h = jax.nn.leaky_relu(h @ (scale * jax.random.normal(layer_key, (width, width))))
        stds.append(jnp.std(h))
    return jnp.stack(stds)
