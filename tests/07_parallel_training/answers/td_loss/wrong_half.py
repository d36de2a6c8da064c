# Puts a factor of one half in front.
# fails: test_is_the_mean_of_the_squared_errors
def td_loss(theta, s, r, s2, done, gamma):
    target = r + gamma * jnp.where(done, 0.0, s2 @ theta)
    return 0.5 * jnp.mean((jax.lax.stop_gradient(target) - s @ theta) ** 2)
