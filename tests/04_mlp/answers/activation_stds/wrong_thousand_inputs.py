# Sends a thousand inputs through the network.
# fails: test_there_are_256_inputs
def activation_stds(key, scale, depth, width):
    keys = jax.random.split(key, depth + 1)
    h = jax.random.normal(keys[0], (1000, width))
    stds = []
    for k in keys[1:]:
        w = scale * jax.random.normal(k, (width, width))
        h = jax.nn.relu(h @ w)
        stds.append(jnp.std(h))
    return jnp.stack(stds)
