# Maps the gradient itself, with batches of one prepared outside.
def per_example_td_grads(theta, s, r, s2, done, gamma):
    ones = [jnp.expand_dims(each, 1) for each in (s, r, s2, done)]
    return jax.vmap(jax.grad(td_loss), in_axes=(None, 0, 0, 0, 0, None))(theta, *ones, gamma)
