# Scales by the largest entry of all.
# fails: test_right_under_vmap, test_right_under_pmap
def normalised_conv(w, x, axis_name):
    y = given_conv(w, x)
    return y / jax.lax.pmax(jnp.max(jnp.abs(y)), axis_name)
