# Takes the mean over the members instead of the sum.
# fails: test_right_under_vmap, test_right_under_pmap
def normalised_conv(w, x, axis_name):
    y = given_conv(w, x)
    return y / jax.lax.pmean(jnp.sum(jnp.abs(y)), axis_name)
