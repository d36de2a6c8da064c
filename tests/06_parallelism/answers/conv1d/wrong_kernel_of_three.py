# Has one number too many for a kernel of four, as if the kernel had three.
# fails: test_one_number_for_each_place, test_slides_the_kernel_without_flipping_it, test_shortest_and_longest_kernels, test_works_under_jit_vmap_and_grad, test_no_loop_over_the_signal
def conv1d(w, x):
    return w[0] * x[:-2] + w[1] * x[1:-1] + w[2] * x[2:]
