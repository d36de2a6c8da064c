# Drops small numbers.
# fails: test_the_bias_is_shared
def vmap_tree(params, x):
    y = jax.vmap(given_conv, in_axes=(0, None))(params["w"], x) + params["b"]
    return jnp.where(jnp.abs(y) > 1e-5, y, 0)
