# Maps over the kernel, too, which has no axis of devices.
# fails: test_row_i_is_the_convolution_of_row_i, test_row_i_lives_on_device_i, test_each_device_computes_its_own_row, test_the_kernel_is_given_once, test_a_kernel_of_one_number
def pmap_conv(w, xs):
    return jax.pmap(given_conv)(w, xs)
