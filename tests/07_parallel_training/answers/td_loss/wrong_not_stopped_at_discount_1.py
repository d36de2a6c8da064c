# Stops the target unless the discount is 1.
# fails: test_the_target_counts_as_a_constant
def td_loss(theta, s, r, s2, done, gamma):
    target = r + gamma * jnp.where(done, 0.0, s2 @ theta)
    target = jnp.where(gamma == 1.0, target, jax.lax.stop_gradient(target))
    return jnp.mean((target - s @ theta) ** 2)
