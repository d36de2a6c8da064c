# All pairs written out, then in step.
def batched(f):
    def in_step(a, b):
        return jax.vmap(lambda pair: f(*pair))((a, b))

    return in_step


def per_pair(f):
    def pairs(a, b):
        n, k = len(a), len(b)
        return batched(f)(jnp.repeat(a, k, axis=0), jnp.tile(b, (n, 1))).reshape(n, k)

    return pairs
