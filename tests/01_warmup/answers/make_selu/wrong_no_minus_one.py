# Forgets to subtract 1.
# fails: test_values_are_right, test_values_are_finite_far_out
def make_selu(alpha, lmbda):
    @jax.jit
    def selu(x):
        return lmbda * jnp.where(x > 0, x, alpha * jnp.exp(jnp.minimum(x, 0)))

    return selu
