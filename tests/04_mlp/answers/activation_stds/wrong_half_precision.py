# Returns the measurements in float16.
# fails: test_one_measurement_for_each_layer
def activation_stds(key, scale, depth, width):
    keys = jax.random.split(key, depth + 1)
    h = jax.random.normal(keys[0], (256, width))
    stds = []
    for k in keys[1:]:
        w = scale * jax.random.normal(k, (width, width))
        h = jax.nn.relu(h @ w)
        stds.append(jnp.std(h))
    return jnp.stack(stds).astype(jnp.float16)
