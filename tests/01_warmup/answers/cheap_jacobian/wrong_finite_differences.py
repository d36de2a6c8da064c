# Takes differences of nearby values.
# fails: test_values_are_right, test_one_output_or_one_input, test_few_outputs_go_backwards, test_works_under_jit
def cheap_jacobian(f, x):
    steps = 1e-2 * jnp.eye(x.size)
    return jax.vmap(lambda step: (f(x + step) - f(x)) / 1e-2, out_axes=1)(steps)
