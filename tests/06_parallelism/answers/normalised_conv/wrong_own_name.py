# Uses an axis of another name than the one that it is given.
# fails: test_sums_over_the_axis_that_is_named
def normalised_conv(w, x, axis_name):
    y = given_conv(w, x)
    return y / jax.lax.psum(jnp.sum(jnp.abs(y)), "i")
