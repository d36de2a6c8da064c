# Leaves the standard deviations of the single units apart.
# fails: test_one_measurement_for_each_layer, test_doubling_the_scale_multiplies_the_layers_by_2_4_8, test_measures_all_activations_after_relu, test_no_key_is_used_twice, test_the_key_decides_everything, test_works_under_jit
def activation_stds(key, scale, depth, width):
    keys = jax.random.split(key, depth + 1)
    h = jax.random.normal(keys[0], (256, width))
    stds = []
    for k in keys[1:]:
        h = jax.nn.relu(h @ (scale * jax.random.normal(k, (width, width))))
        stds.append(jnp.std(h, axis=0))
    return jnp.stack(stds)
