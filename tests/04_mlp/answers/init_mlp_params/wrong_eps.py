# Adds a small number to the variance.
# fails: test_the_rule_holds_for_few_inputs_and_for_many
def init_mlp_params(key, widths):
    keys = jax.random.split(key, len(widths) - 1)
    return [
        {"w": jnp.sqrt(2 / n_in + 1e-3) * jax.random.normal(k, (n_in, n_out)), "b": jnp.zeros(n_out)}
        for k, n_in, n_out in zip(keys, widths[:-1], widths[1:])
    ]
