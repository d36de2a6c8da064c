# Sums a number written into the code over the axis, which only counts the members.
# fails: test_right_under_vmap, test_right_under_pmap
def normalised_conv(w, x, axis_name):
    y = given_conv(w, x)
    return y / (jnp.sum(jnp.abs(y)) * jax.lax.psum(1.0, axis_name))
