# Differentiates through the target as well.
# fails: test_the_target_counts_as_a_constant
def td_loss(theta, s, r, s2, done, gamma):
    target = r + gamma * jnp.where(done, 0.0, s2 @ theta)
    return jnp.mean((target - s @ theta) ** 2)
