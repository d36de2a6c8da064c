# Scales by the root of the sum of squares.
# fails: test_right_under_vmap, test_right_under_pmap
def normalised_conv(w, x, axis_name):
    y = given_conv(w, x)
    return y / jnp.sqrt(jax.lax.psum(jnp.sum(y**2), axis_name))
