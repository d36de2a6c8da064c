# Gives gradients that are too small by the size of the batch, as shares of its mean are.
# fails: test_each_row_is_the_gradient_of_one_transition, test_batches_of_any_size
def per_example_td_grads(theta, s, r, s2, done, gamma):
    def one(s, r, s2, done):
        return jax.grad(td_loss)(theta, s[None], r[None], s2[None], done[None], gamma)

    return jax.vmap(one)(s, r, s2, done) / r.shape[0]
