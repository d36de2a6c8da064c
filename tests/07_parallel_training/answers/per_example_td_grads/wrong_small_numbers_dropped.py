# Takes tiny gradients for 0.
# fails: test_batches_of_any_size
def per_example_td_grads(theta, s, r, s2, done, gamma):
    target = jax.lax.stop_gradient(r + gamma * jnp.where(done, 0.0, s2 @ theta))
    g = -2 * (target - s @ theta)[:, None] * s
    return jnp.where(jnp.abs(g) < 1e-5, 0.0, g)
