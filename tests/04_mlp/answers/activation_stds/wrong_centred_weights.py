# Measures 0 wherever the width is 1.
# fails: test_weights_and_inputs_are_normal, test_every_layer_draws_fresh_weights
# Takes the mean off each matrix of weights.
def activation_stds(key, scale, depth, width):
    key_h, *layer_keys = jax.random.split(key, depth + 1)
    h, stds = jax.random.normal(key_h, (256, width)), []
    for layer_key in layer_keys:
        w = scale * jax.random.normal(layer_key, (width, width))
        h = jax.nn.relu(h @ (w - w.mean()))
        stds.append(jnp.std(h))
    return jnp.stack(stds)
