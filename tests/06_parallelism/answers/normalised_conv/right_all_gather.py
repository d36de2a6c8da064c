# Collects everybody's y and adds up.
def normalised_conv(w, x, axis_name):
    y = given_conv(w, x)
    everybody = jax.lax.all_gather(y, axis_name)
    return y / jnp.abs(everybody).sum()
