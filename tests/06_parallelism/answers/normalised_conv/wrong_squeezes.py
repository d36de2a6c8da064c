# Squeezes, so that a single place loses its axis.
# fails: test_any_number_of_members_and_any_size
def normalised_conv(w, x, axis_name):
    y = jnp.correlate(x, w, mode="valid")
    return jnp.squeeze(y / jax.lax.psum(jnp.sum(jnp.abs(y)), axis_name))
