# Takes the standard deviation over the inputs only, unit by unit, and averages it.
# fails: test_measures_all_activations_after_relu
def activation_stds(key, scale, depth, width):
    keys = jax.random.split(key, depth + 1)
    h = jax.random.normal(keys[0], (256, width))
    stds = []
    for k in keys[1:]:
        h = jax.nn.relu(h @ (scale * jax.random.normal(k, (width, width))))
        stds.append(jnp.mean(jnp.std(h, axis=0)))
    return jnp.stack(stds)
