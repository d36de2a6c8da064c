# Loses the signs of the result.
# fails: test_right_under_vmap, test_right_under_pmap, test_sums_over_the_axis_that_is_named, test_any_number_of_members_and_any_size
def normalised_conv(w, x, axis_name):
    y = jnp.abs(given_conv(w, x))
    return y / jax.lax.psum(jnp.sum(y), axis_name)
