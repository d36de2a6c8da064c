# Raises a ValueError or an IndexError when it is called.
# fails: test_a_row_for_each_filter, test_each_kernel_and_the_one_bias, test_no_loop_over_the_filters, test_works_under_jit_and_grad, test_the_bias_is_shared
def vmap_tree(params, x):
    return jax.vmap(lambda p, x: given_conv(p["w"], x) + p["b"], in_axes=({"w": 0, "b": None}, 0))(params, x)
