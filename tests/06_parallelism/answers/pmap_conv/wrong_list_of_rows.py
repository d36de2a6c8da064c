# Returns separate rows, not one array.
# fails: test_row_i_is_the_convolution_of_row_i, test_any_lengths, test_numbers_of_any_size, test_any_number_of_devices, test_row_i_lives_on_device_i, test_each_device_computes_its_own_row, test_the_devices_do_not_talk, test_the_kernel_is_given_once
def pmap_conv(w, xs):
    return [jax.device_put(given_conv(w, x), device) for x, device in zip(xs, jax.local_devices())]
