# Drops axes of length one, so that a batch of one transition loses its rows.
# fails: test_batches_of_any_size
def per_example_td_grads(theta, s, r, s2, done, gamma):
    def one(s, r, s2, done):
        return jax.grad(td_loss)(theta, s[None], r[None], s2[None], done[None], gamma)

    return jax.vmap(one)(s, r, s2, done).squeeze()
