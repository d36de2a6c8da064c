# Draws the weights from a uniform distribution of the right spread.
# fails: test_weights_and_inputs_are_normal
def activation_stds(key, scale, depth, width):
    keys = jax.random.split(key, depth + 1)
    h = jax.random.normal(keys[0], (256, width))
    stds = []
    for k in keys[1:]:
        w = scale * jax.random.uniform(k, (width, width), minval=-(3**0.5), maxval=3**0.5)
        h = jax.nn.relu(h @ w)
        stds.append(jnp.std(h))
    return jnp.stack(stds)
