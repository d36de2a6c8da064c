# Peels off the first layer and calls itself for the others.
def init_mlp_params(key, widths):
    widths = list(widths)
    if len(widths) < 2:
        return []
    n_in, n_out = widths[:2]
    first, others = jax.random.split(key)
    layer = {"b": jnp.zeros((n_out,)), "w": jax.random.normal(first, (n_in, n_out)) / jnp.sqrt(n_in / 2)}
    return [layer] + init_mlp_params(others, widths[1:])
