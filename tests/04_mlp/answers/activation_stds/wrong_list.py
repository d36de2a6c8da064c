# Returns a list of scalars instead of an array.
# fails: test_one_measurement_for_each_layer
def activation_stds(key, scale, depth, width):
    keys = jax.random.split(key, depth + 1)
    h = jax.random.normal(keys[0], (256, width))
    stds = []
    for k in keys[1:]:
        h = jax.nn.relu(h @ (scale * jax.random.normal(k, (width, width))))
        stds.append(jnp.std(h))
    return stds
