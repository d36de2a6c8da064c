# Puts finished results on a device, and ends up on a single one.
# fails: test_any_number_of_devices, test_row_i_lives_on_device_i, test_each_device_computes_its_own_row
def pmap_conv(w, xs):
    y = jax.pmap(given_conv, in_axes=(None, 0))(w, xs)
    return jnp.asarray([np.asarray(row) for row in y])
