# Closures, compiled.
def batched(f):
    return jax.jit(jax.vmap(f, in_axes=(0, 0), out_axes=0))


def per_pair(f):
    return jax.jit(lambda a, b: jax.vmap(lambda x: jax.vmap(lambda y: f(x, y))(b))(a))
