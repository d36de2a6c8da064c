# Is as long as the signal, although there are only n - m + 1 places for the whole kernel.
# fails: test_one_number_for_each_place, test_slides_the_kernel_without_flipping_it, test_shortest_and_longest_kernels, test_works_under_jit_vmap_and_grad, test_no_loop_over_the_signal
def conv1d(w, x):
    return jnp.correlate(x, w, mode="same")
