# Flips the kernel, as `convolve` does.
# fails: test_row_i_is_the_convolution_of_row_i, test_any_lengths, test_numbers_of_any_size, test_any_number_of_devices, test_row_i_lives_on_device_i, test_each_device_computes_its_own_row, test_the_devices_do_not_talk, test_the_kernel_is_given_once
def pmap_conv(w, xs):
    return jax.pmap(lambda w, x: jnp.convolve(x, w, mode="valid"), in_axes=(None, 0))(w, xs)
