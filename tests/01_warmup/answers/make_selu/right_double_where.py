# Harmless before, chosen after.
def make_selu(alpha, lmbda):
    @jax.jit
    def selu(x):
        safe = jnp.where(x > 0, 0.0, x)
        return jnp.where(x > 0, lmbda * x, lmbda * alpha * (jnp.exp(safe) - 1))

    return selu
