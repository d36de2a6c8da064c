# Convolves with `jnp.convolve`, which flips the kernel.
# fails: test_row_i_is_the_convolution_of_row_i
def pmap_conv(w, xs):
    return jax.pmap(lambda w, x: jnp.convolve(x, w, mode="valid"), in_axes=(None, 0))(w, xs)
