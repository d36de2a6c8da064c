# Draws from a Laplace distribution, whose variance is 2 by itself.
def init_mlp_params(key, widths):
    def layer(number, n_in, n_out):
        w = jax.random.laplace(jax.random.fold_in(key, number), (n_in, n_out), jnp.float32)
        return {"b": jnp.zeros_like(w[0]), "w": w / n_in**0.5}

    return [layer(number, *pair) for number, pair in enumerate(pairwise(widths))]
