# Loses the axis of the one output.
# fails: test_one_output_or_one_input, test_few_outputs_go_backwards
def cheap_jacobian(f, x):
    m = jax.eval_shape(f, x).shape[0]
    if m == 1:
        return jax.grad(lambda x: f(x)[0])(x)
    return jax.jacrev(f)(x) if m < x.size else jax.jacfwd(f)(x)
