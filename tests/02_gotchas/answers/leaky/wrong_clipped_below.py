# Has a gradient that is nan below -1, though the values are right.
# fails: test_gradient_is_finite_below_minus_one
# Keeps the root harmless only down to -1, where its slope is infinite.
def leaky(x):
    return jnp.where(x > 0, jnp.sqrt(jnp.maximum(1 + x, 0)) - 1, 0.1 * x)
