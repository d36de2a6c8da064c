# Draws from a uniform distribution of the right variance, and takes the keys one after the other.
def init_mlp_params(key, widths):
    params = []
    for n_in, n_out in zip(widths, widths[1:]):
        key, subkey = jax.random.split(key)
        limit = (6 / n_in) ** 0.5
        w = jax.random.uniform(subkey, (n_in, n_out), minval=-limit, maxval=limit)
        params.append(dict(w=w, b=jnp.zeros(n_out)))
    return params
