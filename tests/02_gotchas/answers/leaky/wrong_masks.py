# Chooses by multiplying with masks: 0 times nan is nan.
# fails: test_gradient_is_finite_below_minus_one
def leaky(x):
    return (x > 0) * (jnp.sqrt(1 + x) - 1) + (x <= 0) * 0.1 * x
