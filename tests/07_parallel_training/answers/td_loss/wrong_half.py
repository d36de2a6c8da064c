# Gives half of the loss, as with a factor of one half in front.
# fails: test_is_the_mean_of_the_squared_errors, test_the_target_counts_as_a_constant, test_nothing_follows_where_the_episode_ended, test_any_batch_and_any_discount
def td_loss(theta, s, r, s2, done, gamma):
    target = r + gamma * jnp.where(done, 0.0, s2 @ theta)
    return 0.5 * jnp.mean((jax.lax.stop_gradient(target) - s @ theta) ** 2)
