# Takes the usual constants.
# fails: test_values_are_right, test_values_are_finite_far_out, test_gradient_is_finite_far_out
def make_selu(alpha, lmbda):
    return jax.jit(jax.nn.selu)
