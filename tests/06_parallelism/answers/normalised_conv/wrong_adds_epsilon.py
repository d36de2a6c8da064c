# Adds a small number to the divisor, which is not small where the numbers are tiny.
# fails: test_any_number_of_members_and_any_size
def normalised_conv(w, x, axis_name):
    y = given_conv(w, x)
    return y / (jax.lax.psum(jnp.sum(jnp.abs(y)), axis_name) + 1e-8)
