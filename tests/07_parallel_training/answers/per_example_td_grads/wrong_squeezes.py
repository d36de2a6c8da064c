# Squeezes where there is one feature.
# fails: test_batches_of_any_size
def per_example_td_grads(theta, s, r, s2, done, gamma):
    delta = r + jnp.where(done, 0, gamma * (s2 @ theta)) - s @ theta
    return jnp.squeeze(-2 * delta[:, None] * s, axis=1) if s.shape[1] == 1 else -2 * delta[:, None] * s
