# Puts the filters in the last axis.
# fails: test_a_row_for_each_filter, test_each_kernel_and_the_one_bias, test_no_loop_over_the_filters, test_works_under_jit_and_grad, test_the_bias_is_shared
def vmap_tree(params, x):
    return jax.vmap(lambda w: given_conv(w, x) + params["b"], out_axes=1)(params["w"])
