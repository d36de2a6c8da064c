# Carries the key from layer to layer, and lets a helper draw one layer.
def random_layer(n_in, n_out, key, scale):
    w_key, b_key = jax.random.split(key)
    return scale * jax.random.normal(w_key, shape=(n_out, n_in)), scale * jax.random.normal(b_key, shape=(n_out,))


def init_MLP(key, widths, scale=0.01):
    params = []
    for i in range(1, len(widths)):
        key, layer_key = jax.random.split(key)
        params.append(random_layer(widths[i - 1], widths[i], layer_key, scale))
    return params
