# Gives the gradient of the whole batch in each row.
# fails: test_each_row_is_the_gradient_of_one_transition, test_batches_of_any_size
def per_example_td_grads(theta, s, r, s2, done, gamma):
    return jnp.tile(jax.grad(td_loss)(theta, s, r, s2, done, gamma), (len(r), 1))
