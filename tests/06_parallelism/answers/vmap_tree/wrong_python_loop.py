# Has a program whose length depends on the number of filters, as a Python loop's does.
# fails: test_no_loop_over_the_filters
def vmap_tree(params, x):
    return jnp.stack([given_conv(w, x) + params["b"] for w in params["w"]])
