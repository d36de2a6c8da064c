# Returns y as it was, not scaled.
# fails: test_right_under_vmap, test_right_under_pmap, test_sums_over_the_axis_that_is_named, test_any_number_of_members_and_any_size
def normalised_conv(w, x, axis_name):
    y = given_conv(w, x)
    jax.lax.psum(jnp.sum(jnp.abs(y)), axis_name)
    return y
