# Squeezes the features away where there is one.
# fails: test_any_batch_and_any_discount
def td_loss(theta, s, r, s2, done, gamma):
    theta = jnp.squeeze(theta)
    target = jax.lax.stop_gradient(r + gamma * jnp.where(done, 0.0, s2 @ jnp.atleast_1d(theta) if theta.ndim else s2 * theta))
    return jnp.mean((target - (s @ theta if theta.ndim else s * theta)) ** 2)
