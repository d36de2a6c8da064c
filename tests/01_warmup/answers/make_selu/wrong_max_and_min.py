# Adds max(0, x) and min(0, alpha * (exp(x) - 1)), which is right for a positive alpha alone.
# fails: test_constants_may_be_negative_or_zero
def make_selu(alpha, lmbda):
    @jax.jit
    def selu(x):
        left = alpha * jnp.expm1(jnp.where(x > 0, 0.0, x))
        return lmbda * (jnp.maximum(x, 0) + jnp.minimum(left, 0))

    return selu
