# Clips large errors.
# fails: test_errors_of_any_size
def td_loss(theta, s, r, s2, done, gamma):
    target = jax.lax.stop_gradient(r + jnp.where(done, 0.0, gamma * (s2 @ theta)))
    return jnp.mean(jnp.clip(target - s @ theta, -100, 100) ** 2)
