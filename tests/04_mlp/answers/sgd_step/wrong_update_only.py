# Returns the change instead of the new parameters.
# fails: test_moves_every_leaf_against_its_gradient
def sgd_step(params, grads, lr):
    return jax.tree.map(lambda g: -lr * g, grads)
