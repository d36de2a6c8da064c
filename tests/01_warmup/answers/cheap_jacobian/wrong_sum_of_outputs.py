# Differentiates the sum of the outputs.
# fails: test_shape_and_dtype, test_values_are_right, test_one_output_or_one_input, test_few_outputs_go_backwards, test_few_inputs_go_forwards, test_works_under_jit
def cheap_jacobian(f, x):
    return jax.grad(lambda x: jnp.sum(f(x)))(x)
