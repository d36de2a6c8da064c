# Gives nan or infinity for a large |x|, in the values and in the gradient.
# fails: test_values_are_finite_far_out, test_gradient_is_finite_far_out
def make_selu(alpha, lmbda):
    @jax.jit
    def selu(x):
        positive = x > 0
        return lmbda * (positive * x + ~positive * alpha * (jnp.exp(x) - 1))

    return selu
