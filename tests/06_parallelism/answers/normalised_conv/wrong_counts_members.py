# Scales each member by its own sum times the number of members.
# fails: test_right_under_vmap, test_right_under_pmap, test_sums_over_the_axis_that_is_named, test_any_number_of_members_and_any_size
def normalised_conv(w, x, axis_name):
    y = given_conv(w, x)
    return y / (jnp.sum(jnp.abs(y)) * jax.lax.psum(1.0, axis_name))
