# Returns the change instead of the new parameters.
# fails: ?
def sgd_step(params, grads, lr):
    return jax.tree.map(lambda g: -lr * g, grads)
