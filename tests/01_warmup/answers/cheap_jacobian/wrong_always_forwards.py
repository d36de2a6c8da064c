# Goes forwards where backwards is cheaper.
# fails: test_few_outputs_go_backwards
def cheap_jacobian(f, x):
    return jax.jacfwd(f)(x)
