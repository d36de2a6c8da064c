# Clips x so that nothing overflows, and the values with it.
# fails: test_values_are_finite_far_out, test_gradient_is_finite_far_out
def make_selu(alpha, lmbda):
    @jax.jit
    def selu(x):
        x = jnp.clip(x, -50, 50)
        return lmbda * jnp.where(x > 0, x, alpha * jnp.expm1(jnp.minimum(x, 0)))

    return selu
