# Compiles the update of a single leaf, and calls it with keywords.
@jax.jit
def _update(parameter, gradient, rate):
    return jnp.subtract(parameter, jnp.multiply(rate, gradient))


def sgd_step(params, grads, lr):
    return jax.tree.map(lambda p, g: _update(parameter=p, gradient=g, rate=jnp.asarray(lr, p.dtype)), params, grads)
