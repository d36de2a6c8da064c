# Takes a dearer way than `jacrev` where outputs are few and inputs are many.
# fails: test_few_outputs_go_backwards
# Goes forwards until there are six times as many inputs as outputs.
def cheap_jacobian(f, x):
    m = jax.eval_shape(f, x).shape[0]
    return (jax.jacfwd if x.shape[0] <= 6 * m else jax.jacrev)(f)(x)
