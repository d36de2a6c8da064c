# Applies alpha to both branches.
# fails: test_values_are_right, test_values_are_finite_far_out, test_gradient_is_finite_far_out
def make_selu(alpha, lmbda):
    @jax.jit
    def selu(x):
        return lmbda * alpha * jnp.where(x > 0, x, jnp.expm1(jnp.minimum(x, 0)))

    return selu
