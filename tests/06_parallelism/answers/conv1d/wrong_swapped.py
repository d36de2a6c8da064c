# Lets the signal slide along the kernel, so that the result comes out in reverse.
# fails: test_slides_the_kernel_without_flipping_it, test_shortest_and_longest_kernels, test_works_under_jit_vmap_and_grad, test_no_loop_over_the_signal
def conv1d(w, x):
    return jnp.correlate(w, x, mode="valid")
