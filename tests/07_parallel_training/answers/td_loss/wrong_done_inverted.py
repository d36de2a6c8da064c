# Uses `done` the wrong way round.
# fails: test_is_the_mean_of_the_squared_errors, test_the_target_counts_as_a_constant, test_nothing_follows_where_the_episode_ended, test_any_batch_and_any_discount
def td_loss(theta, s, r, s2, done, gamma):
    target = r + gamma * done * (s2 @ theta)
    return jnp.mean((jax.lax.stop_gradient(target) - s @ theta) ** 2)
