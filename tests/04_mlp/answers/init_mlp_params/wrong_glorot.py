# Gives a layer's weights about the standard deviation of Glorot's rule, sqrt(2 / (n_in + n_out)).
# fails: test_weights_have_mean_zero_and_variance_two_over_n_in
def init_mlp_params(key, widths):
    keys = jax.random.split(key, len(widths) - 1)
    draw = jax.nn.initializers.glorot_normal()
    return [
        {"w": draw(k, (n_in, n_out)), "b": jnp.zeros(n_out)} for k, n_in, n_out in zip(keys, widths[:-1], widths[1:])
    ]
