# Always goes backwards.
# fails: test_few_inputs_go_forwards
def cheap_jacobian(f, x):
    return jax.jacrev(f)(x)
