# Ends without `return`.
# fails: test_keeps_the_shape_of_a_convolution, test_sums_over_the_axis_that_is_named
def normalised_conv(w, x, axis_name):
    y = given_conv(w, x)
    y / jax.lax.psum(jnp.sum(jnp.abs(y)), axis_name)
