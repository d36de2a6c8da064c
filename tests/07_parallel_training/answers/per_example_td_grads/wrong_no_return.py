# Ends without `return`.
# fails: test_each_row_is_the_gradient_of_one_transition
def per_example_td_grads(theta, s, r, s2, done, gamma):
    def one(s, r, s2, done):
        return jax.grad(td_loss)(theta, *(each[None] for each in (s, r, s2, done)), gamma)

    jax.vmap(one)(s, r, s2, done)
