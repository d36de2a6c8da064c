# Caps the discount below 1.
# fails: test_the_discount_is_taken_as_it_is
def per_example_td_grads(theta, s, r, s2, done, gamma):
    delta = r + min(gamma, 0.9999) * jnp.where(done, 0, s2 @ theta) - s @ theta
    return -2 * delta[:, None] * s
