# Scales by the largest of all first.
def normalised_conv(w, x, axis_name):
    y = jnp.correlate(x, w, mode="valid", precision="highest")
    y = y / jax.lax.pmax(jnp.abs(y).max(), axis_name)
    return y / jax.lax.psum(jnp.abs(y).sum(), axis_name)
