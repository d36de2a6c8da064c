# Counts what follows after the end of an episode.
# fails: test_nothing_follows_where_the_episode_ended, test_any_batch_and_any_discount
def td_loss(theta, s, r, s2, done, gamma):
    target = jax.lax.stop_gradient(r + gamma * s2 @ theta)
    return jnp.mean((target - s @ theta) ** 2)
