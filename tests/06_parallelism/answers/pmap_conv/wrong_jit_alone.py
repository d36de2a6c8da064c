# Stays on a single device.
# fails: test_any_number_of_devices, test_row_i_lives_on_device_i, test_each_device_computes_its_own_row
def pmap_conv(w, xs):
    return jax.jit(jax.vmap(given_conv, in_axes=(None, 0)))(w, xs)
