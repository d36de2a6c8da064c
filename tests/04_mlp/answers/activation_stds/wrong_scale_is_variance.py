# Takes `scale` for the variance of the weights.
# fails: test_doubling_the_scale_multiplies_the_layers_by_2_4_8, test_measures_all_activations_after_relu
def activation_stds(key, scale, depth, width):
    keys = jax.random.split(key, depth + 1)
    h = jax.random.normal(keys[0], (256, width))
    stds = []
    for k in keys[1:]:
        h = jax.nn.relu(h @ (jnp.sqrt(scale) * jax.random.normal(k, (width, width))))
        stds.append(jnp.std(h))
    return jnp.stack(stds)
