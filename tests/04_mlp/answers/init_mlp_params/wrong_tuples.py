# Returns a list of pairs instead of a list of dictionaries.
# fails: test_one_layer_for_each_pair_of_widths, test_biases_start_at_zero, test_weights_have_mean_zero_and_variance_two_over_n_in, test_the_key_decides_everything, test_layers_are_drawn_independently, test_no_key_is_used_twice, test_units_are_drawn_independently
def init_mlp_params(key, widths):
    keys = jax.random.split(key, len(widths) - 1)
    return [
        (jnp.sqrt(2 / n_in) * jax.random.normal(k, (n_in, n_out)), jnp.zeros(n_out))
        for k, n_in, n_out in zip(keys, widths[:-1], widths[1:])
    ]
