# Clips large results.
# fails: test_the_bias_is_shared
def vmap_tree(params, x):
    return jnp.clip(jax.vmap(lambda w: conv1d(w, x))(params["w"]) + params["b"], -1e4, 1e4)
