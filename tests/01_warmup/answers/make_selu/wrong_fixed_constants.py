# Takes the constants of `jax.nn.selu` instead of `alpha` and `lmbda`.
# fails: test_values_are_right, test_constants_may_be_negative_or_zero, test_values_are_finite_far_out, test_gradient_is_finite_far_out, test_works_under_vmap_and_grad, test_each_function_has_constants_of_its_own
def make_selu(alpha, lmbda):
    return jax.jit(jax.nn.selu)
