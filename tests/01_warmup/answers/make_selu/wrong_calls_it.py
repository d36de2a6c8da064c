# Returns something that is not a function.
# fails: test_is_compiled, test_values_are_right, test_constants_may_be_negative_or_zero, test_any_shape, test_values_are_finite_far_out, test_gradient_is_finite_far_out, test_works_under_vmap_and_grad, test_each_function_has_constants_of_its_own
def make_selu(alpha, lmbda, x=0.0):
    return lmbda * jnp.where(x > 0, x, alpha * jnp.expm1(jnp.minimum(x, 0)))
