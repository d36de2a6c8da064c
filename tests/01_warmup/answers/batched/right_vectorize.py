# By signature.
def batched(f):
    return jnp.vectorize(f, signature="(p),(q)->()")


def per_pair(f):
    return lambda a, b: batched(f)(a[:, None], b[None])
