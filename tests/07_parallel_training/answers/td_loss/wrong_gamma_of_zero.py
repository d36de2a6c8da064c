# Takes a discount of 0 for none.
# fails: test_any_batch_and_any_discount
def td_loss(theta, s, r, s2, done, gamma):
    target = r + (gamma or 1.0) * jnp.where(done, 0.0, s2 @ theta)
    return jnp.mean((jax.lax.stop_gradient(target) - s @ theta) ** 2)
