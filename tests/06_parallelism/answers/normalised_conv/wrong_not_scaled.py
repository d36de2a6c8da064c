# Computes the sum and returns y as it was.
# fails: test_right_under_vmap, test_right_under_pmap
def normalised_conv(w, x, axis_name):
    y = given_conv(w, x)
    jax.lax.psum(jnp.sum(jnp.abs(y)), axis_name)
    return y
