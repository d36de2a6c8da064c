# Stops the prediction instead of the target.
# fails: test_the_target_counts_as_a_constant, test_nothing_follows_where_the_episode_ended
def td_loss(theta, s, r, s2, done, gamma):
    target = r + gamma * jnp.where(done, 0.0, s2 @ theta)
    return jnp.mean((target - jax.lax.stop_gradient(s @ theta)) ** 2)
