# Draws the weights from a truncated normal distribution, and makes up for the variance.
# fails: test_weights_and_inputs_are_normal
def activation_stds(key, scale, depth, width):
    keys = jax.random.split(key, depth + 1)
    h = jax.random.normal(keys[0], (256, width))
    stds = []
    for k in keys[1:]:
        w = scale / 0.8796 * jax.random.truncated_normal(k, -2, 2, (width, width))
        h = jax.nn.relu(h @ w)
        stds.append(jnp.std(h))
    return jnp.stack(stds)
