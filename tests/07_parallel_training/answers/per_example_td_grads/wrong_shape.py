# Leaves an axis of length one: the result has the shape (B, 1, n).
# fails: test_each_row_is_the_gradient_of_one_transition, test_batches_of_any_size
def per_example_td_grads(theta, s, r, s2, done, gamma):
    def one(s, r, s2, done):
        batch = [each[None] for each in (s, r, s2, done)]
        return jax.grad(lambda row: td_loss(row[0], *batch, gamma))(theta[None])

    return jax.vmap(one)(s, r, s2, done)
