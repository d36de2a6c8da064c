# Scales by the sum over the signals, not over the results.
# fails: test_right_under_vmap, test_right_under_pmap, test_sums_over_the_axis_that_is_named, test_any_number_of_members_and_any_size
def normalised_conv(w, x, axis_name):
    x = x / jax.lax.psum(jnp.sum(jnp.abs(x)), axis_name)
    return given_conv(w, x)
