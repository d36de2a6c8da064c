# Adds a small number to each standard deviation.
# fails: test_doubling_the_scale_multiplies_the_layers_by_2_4_8
def activation_stds(key, scale, depth, width):
    keys = jax.random.split(key, depth + 1)
    h = jax.random.normal(keys[0], (256, width))
    stds = []
    for k in keys[1:]:
        w = scale * jax.random.normal(k, (width, width))
        h = jax.nn.relu(h @ w)
        stds.append(jnp.std(h) + 1e-9)
    return jnp.stack(stds)
