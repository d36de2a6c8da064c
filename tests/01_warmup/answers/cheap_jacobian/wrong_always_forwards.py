# Takes a dearer way than `jacrev` where outputs are few and inputs are many.
# fails: test_few_outputs_go_backwards
def cheap_jacobian(f, x):
    return jax.jacfwd(f)(x)
