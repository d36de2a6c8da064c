# Keeps the weights of layers with few inputs small.
# fails: test_the_rule_holds_for_few_inputs_and_for_many
def init_mlp_params(key, widths):
    keys = jax.random.split(key, len(widths) - 1)
    return [
        {"w": jnp.sqrt(2 / max(n_in, 8)) * jax.random.normal(k, (n_in, n_out)), "b": jnp.zeros(n_out)}
        for k, n_in, n_out in zip(keys, widths[:-1], widths[1:])
    ]
