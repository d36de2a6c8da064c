# Takes the bias out as a Python float, which cannot be traced.
# fails: test_no_loop_over_the_filters, test_works_under_jit_and_grad
def vmap_tree(params, x):
    return jax.vmap(given_conv, in_axes=(0, None))(params["w"], x) + float(params["b"])
