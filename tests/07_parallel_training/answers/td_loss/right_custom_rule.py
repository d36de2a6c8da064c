# Gives the semi-gradient as a rule of its own, without any stop_gradient.
def td_loss(theta, s, r, s2, done, gamma):
    def errors(theta):
        return r + gamma * jnp.where(done, 0.0, s2 @ theta) - s @ theta

    @jax.custom_vjp
    def loss(theta):
        return jnp.mean(errors(theta) ** 2)

    def forward(theta):
        return loss(theta), errors(theta)

    def backward(delta, cotangent):
        return (cotangent * jnp.mean(-2 * delta[:, None] * s, axis=0),)

    loss.defvjp(forward, backward)
    return loss(theta)
