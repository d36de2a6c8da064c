# Loses the signs of the result.
# fails: test_right_under_vmap, test_right_under_pmap
def normalised_conv(w, x, axis_name):
    y = jnp.abs(given_conv(w, x))
    return y / jax.lax.psum(jnp.sum(y), axis_name)
