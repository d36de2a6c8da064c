# Needs about as many operations as `jacfwd` and `jacrev` together, or more.
# fails: test_few_outputs_go_backwards, test_few_inputs_go_forwards
def cheap_jacobian(f, x):
    forwards, backwards = jax.jacfwd(f)(x), jax.jacrev(f)(x)
    return (forwards + backwards) / 2
