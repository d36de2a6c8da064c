# One transition at a time, mapped; the target is an argument by which nothing is differentiated.
def td_loss(theta, s, r, s2, done, gamma):
    def squared(s, target):
        return jnp.square(target - jnp.dot(s, theta))

    targets = jax.vmap(lambda r, s2, done: jnp.where(done, r, r + gamma * jnp.dot(s2, theta)))(r, s2, done)
    return jax.vmap(squared)(s, jax.lax.stop_gradient(targets)).mean()
