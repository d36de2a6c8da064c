# Lets `vmap` map axes of different lengths, as those of `theta` and of the batch are.
# fails: test_each_row_is_the_gradient_of_one_transition, test_no_loop_over_the_batch, test_batches_of_any_size
def per_example_td_grads(theta, s, r, s2, done, gamma):
    def one(theta, s, r, s2, done):
        return jax.grad(td_loss)(theta, s[None], r[None], s2[None], done[None], gamma)

    return jax.vmap(one)(theta, s, r, s2, done)
