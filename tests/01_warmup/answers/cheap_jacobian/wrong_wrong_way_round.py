# Takes too dear a way both where inputs are few and where outputs are few.
# fails: test_few_outputs_go_backwards, test_few_inputs_go_forwards
def cheap_jacobian(f, x):
    m = jax.eval_shape(f, x).shape[0]
    return jax.jacfwd(f)(x) if m < x.size else jax.jacrev(f)(x)
