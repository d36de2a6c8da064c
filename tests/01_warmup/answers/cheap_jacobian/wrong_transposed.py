# Transposes the matrix where there are fewer inputs than outputs.
# fails: test_shape_and_dtype, test_values_are_right, test_one_output_or_one_input, test_few_inputs_go_forwards, test_works_under_jit
def cheap_jacobian(f, x):
    m = jax.eval_shape(f, x).shape[0]
    if m < x.size:
        return jax.jacrev(f)(x)
    return jax.vmap(lambda unit: jax.jvp(f, (x,), (unit,))[1])(jnp.eye(x.size))
