# Divides each matrix by its own standard deviation, and so makes its entries depend on each other.
# fails: test_standard_deviation_of_weights_and_biases
def init_MLP(key, widths, scale=0.01):
    params = []
    for i, (n_in, n_out) in enumerate(pairwise(widths)):
        w_key, b_key = jax.random.split(jax.random.fold_in(key, i))
        w = jax.random.normal(w_key, (n_out, n_in))
        params.append((scale * w / jnp.std(w), scale * jax.random.normal(b_key, (n_out,))))
    return params
