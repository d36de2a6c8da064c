# Takes tiny positive numbers for 0, to be on the safe side.
# fails: test_gradient_is_right
def leaky(x):
    positive = x > 1e-5
    return jnp.where(positive, jnp.sqrt(1 + jnp.where(positive, x, 0.0)) - 1, 0.1 * x)
