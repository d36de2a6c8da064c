# Writes the semi-gradient down: minus two times the error times the features.
def per_example_td_grads(theta, s, r, s2, done, gamma):
    delta = jnp.where(done, r, r + gamma * s2 @ theta) - s @ theta
    return -2 * delta[:, None] * s
