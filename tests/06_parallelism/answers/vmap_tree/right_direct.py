# Maps the convolution itself; the bias comes by broadcasting.
def vmap_tree(params, x):
    return params["b"] + jax.vmap(given_conv, (0, None))(params["w"], x)
