# Returns a function that does not come from `jax.jit`.
# fails: test_is_compiled
def make_selu(alpha, lmbda):
    def selu(x):
        negative = jnp.minimum(x, 0)
        return lmbda * jnp.where(x > 0, x, alpha * jnp.expm1(negative))

    return selu
