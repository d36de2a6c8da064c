# Takes JAX's own He initialiser (a truncated normal with the variance made good), and folds the layer's number into the key.
def init_mlp_params(key, widths):
    draw = jax.nn.initializers.he_normal()
    return [
        {
            "w": draw(jax.random.fold_in(key, i), (widths[i], widths[i + 1])),
            "b": jnp.zeros((widths[i + 1],), jnp.float32),
        }
        for i in range(len(widths) - 1)
    ]
