# Stores a weight matrix as (n_in, n_out), not as (n_out, n_in).
# fails: test_one_pair_for_each_layer
def init_MLP(key, widths, scale=0.01):
    params = []
    for layer_key, (n_in, n_out) in zip(jax.random.split(key, len(widths) - 1), pairwise(widths)):
        w_key, b_key = jax.random.split(layer_key)
        params.append((scale * jax.random.normal(w_key, (n_in, n_out)), scale * jax.random.normal(b_key, (n_out,))))
    return params
