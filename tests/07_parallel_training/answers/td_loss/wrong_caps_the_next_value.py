# Caps V(s2).
# fails: test_errors_of_any_size
def td_loss(theta, s, r, s2, done, gamma):
    target = jax.lax.stop_gradient(r + gamma * jnp.where(done, 0.0, jnp.clip(s2 @ theta, -1e6, 1e6)))
    return jnp.mean((target - s @ theta) ** 2)
