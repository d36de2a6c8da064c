# The Jacobian of the vector of losses.
def per_example_td_grads(theta, s, r, s2, done, gamma):
    def losses(theta):
        def one(*transition):
            return td_loss(theta, *(part[None] for part in transition), gamma)

        return jax.vmap(one)(s, r, s2, done)

    return jax.jacrev(losses)(theta)
