# Gives a member whose results are all zero a sum of 1.
# fails: test_any_number_of_members_and_any_size
def normalised_conv(w, x, axis_name):
    y = jnp.correlate(x, w, mode="valid")
    total = jnp.sum(jnp.abs(y))
    total = jnp.where(total == 0, 1.0, total)
    return y / jax.lax.psum(total, axis_name)
