# The first function serves the second.
def batched(f):
    return jax.vmap(f)


def per_pair(f):
    def pairs(a, b):
        return jax.vmap(lambda x: batched(f)(jnp.broadcast_to(x, (b.shape[0], x.size)), b))(a)

    return pairs
