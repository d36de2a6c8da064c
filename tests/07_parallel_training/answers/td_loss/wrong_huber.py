# Takes large errors without the square.
# fails: test_errors_of_any_size
def td_loss(theta, s, r, s2, done, gamma):
    target = jax.lax.stop_gradient(r + jnp.where(done, 0.0, gamma * (s2 @ theta)))
    d = jnp.abs(target - s @ theta)
    return jnp.mean(jnp.where(d < 30, d**2, 60 * d - 900))
