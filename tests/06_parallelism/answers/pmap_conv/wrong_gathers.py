# Lets every device collect everybody's rows.
# fails: test_row_i_is_the_convolution_of_row_i, test_row_i_lives_on_device_i, test_a_kernel_of_one_number
def pmap_conv(w, xs):
    def one(x):
        return jax.lax.all_gather(given_conv(w, x), "i")

    return jax.pmap(one, axis_name="i")(xs)
