# Adds up over the members first, entry by entry, and over the entries afterwards.
def normalised_conv(w, x, axis_name):
    y = jnp.correlate(x, w, mode="valid")
    return y / jax.lax.psum(jnp.abs(y), axis_name).sum()
