# Replaces nan in the values, where there is none.
# fails: test_gradient_is_finite_far_out
def make_selu(alpha, lmbda):
    @jax.jit
    def selu(x):
        return jnp.nan_to_num(lmbda * jnp.where(x > 0, x, alpha * (jnp.exp(x) - 1)))

    return selu
