# Caps the discount below 1.
# fails: test_the_discount_is_taken_as_it_is
def td_loss(theta, s, r, s2, done, gamma):
    target = r + jnp.minimum(gamma, 0.9999) * jnp.where(done, 0.0, s2 @ theta)
    return jnp.mean((jax.lax.stop_gradient(target) - s @ theta) ** 2)
