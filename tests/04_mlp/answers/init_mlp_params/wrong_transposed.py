# Stores the weights as (n_out, n_in).
# fails: test_one_layer_for_each_pair_of_widths, test_weights_have_mean_zero_and_variance_two_over_n_in, test_layers_are_drawn_independently, test_units_are_drawn_independently
def init_mlp_params(key, widths):
    keys = jax.random.split(key, len(widths) - 1)
    return [
        {"w": jnp.sqrt(2 / n_in) * jax.random.normal(k, (n_out, n_in)), "b": jnp.zeros(n_out)}
        for k, n_in, n_out in zip(keys, widths[:-1], widths[1:])
    ]
