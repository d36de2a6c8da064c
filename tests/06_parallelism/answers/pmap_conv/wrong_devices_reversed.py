# Gives the last row to the first device.
# fails: test_row_i_lives_on_device_i
def pmap_conv(w, xs):
    return jax.pmap(given_conv, in_axes=(None, 0), devices=jax.local_devices()[::-1])(w, xs)
