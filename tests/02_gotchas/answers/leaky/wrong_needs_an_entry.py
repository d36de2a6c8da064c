# Asks for the largest entry, which an array without entries does not have.
# fails: test_values_are_right_on_both_sides
def leaky(x):
    largest = jnp.max(x)
    safe = jnp.clip(x, 0, jnp.where(largest > 0, largest, 0))
    return jnp.where(x > 0, jnp.sqrt(1 + safe) - 1, 0.1 * x)
