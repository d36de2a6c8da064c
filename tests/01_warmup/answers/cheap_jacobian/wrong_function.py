# Returns a function instead of the matrix.
# fails: test_shape_and_dtype, test_values_are_right, test_one_output_or_one_input, test_few_outputs_go_backwards, test_few_inputs_go_forwards, test_works_under_jit
def cheap_jacobian(f, x):
    m = jax.eval_shape(f, x).shape[0]
    return jax.jacrev(f) if m < x.size else jax.jacfwd(f)
