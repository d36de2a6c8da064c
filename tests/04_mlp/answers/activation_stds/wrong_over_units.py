# Measures 0 wherever the width is 1.
# fails: test_every_layer_draws_fresh_weights
# Takes the standard deviation over the units only, input by input, and averages it.
def activation_stds(key, scale, depth, width):
    keys = jax.random.split(key, depth + 1)
    h = jax.random.normal(keys[0], (256, width))
    stds = []
    for k in keys[1:]:
        h = jax.nn.relu(h @ (scale * jax.random.normal(k, (width, width))))
        stds.append(jnp.mean(jnp.std(h, axis=1)))
    return jnp.stack(stds)
