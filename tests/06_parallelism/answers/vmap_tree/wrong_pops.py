# Takes the bias out of the caller's dict.
# fails: test_the_bias_is_shared
def vmap_tree(params, x):
    b = params.pop("b")
    return jax.vmap(lambda w: conv1d(w, x))(params["w"]) + b
