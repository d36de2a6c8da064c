# Decides with a Python if.
# fails: test_is_compiled, test_values_are_right, test_constants_may_be_negative_or_zero, test_any_shape, test_values_are_finite_far_out, test_gradient_is_finite_far_out, test_works_under_vmap_and_grad, test_each_function_has_constants_of_its_own
def make_selu(alpha, lmbda):
    @jax.jit
    def selu(x):
        if x > 0:
            return lmbda * x
        return lmbda * alpha * (jnp.exp(x) - 1)

    return selu
