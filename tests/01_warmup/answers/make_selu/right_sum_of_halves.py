# The positive and the negative part, added.
def make_selu(alpha, lmbda):
    return jax.jit(lambda x: lmbda * (jnp.maximum(x, 0) + alpha * jnp.expm1(jnp.minimum(x, 0))))
