# Keeps the divisor above a small number.
# fails: test_any_number_of_members_and_any_size
def normalised_conv(w, x, axis_name):
    y = given_conv(w, x)
    return y / jnp.maximum(jax.lax.psum(jnp.sum(jnp.abs(y)), axis_name), 1e-20)
