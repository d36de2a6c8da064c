# Measures the inputs again and again, in place of the activations.
# fails: test_doubling_the_scale_multiplies_the_layers_by_2_4_8, test_every_layer_draws_fresh_weights
def activation_stds(key, scale, depth, width):
    key_h, *keys = jax.random.split(key, depth + 1)
    inputs = h = jax.random.normal(key_h, (256, width))
    stds = []
    for layer_key in keys:
        h = jax.nn.relu(h @ (scale * jax.random.normal(layer_key, (width, width))))
        stds.append(jnp.std(inputs))
    return jnp.stack(stds)
