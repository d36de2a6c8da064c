# Stops theta where the target is computed, and squares with an inner product.
def td_loss(theta, s, r, s2, done, gamma):
    fixed = jax.lax.stop_gradient(theta)
    follows = (1.0 - done.astype(jnp.float32)) * jnp.sum(s2 * fixed, axis=1)
    delta = r + gamma * follows - jnp.sum(s * theta, axis=1)
    return jnp.vdot(delta, delta) / delta.size
