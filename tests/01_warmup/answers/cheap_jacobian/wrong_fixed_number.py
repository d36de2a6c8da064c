# Takes too dear a way both where inputs are few and where outputs are few.
# fails: test_few_outputs_go_backwards, test_few_inputs_go_forwards
# Compares the inputs with a fixed number instead of with the outputs.
def cheap_jacobian(f, x):
    return jax.jacrev(f)(x) if x.size > 10 else jax.jacfwd(f)(x)
