# Has a gradient of zero, so that nothing is learned.
# fails: test_the_target_counts_as_a_constant, test_nothing_follows_where_the_episode_ended
def td_loss(theta, s, r, s2, done, gamma):
    delta = r + gamma * jnp.where(done, 0.0, s2 @ theta) - s @ theta
    return jnp.mean(jax.lax.stop_gradient(delta) ** 2)
