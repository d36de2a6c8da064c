# Flips the kernels, as `convolve` does.
# fails: test_each_kernel_and_the_one_bias, test_no_loop_over_the_filters, test_works_under_jit_and_grad, test_the_bias_is_shared
def vmap_tree(params, x):
    return jax.vmap(lambda w: jnp.convolve(x, w, mode="valid"))(params["w"]) + params["b"]
