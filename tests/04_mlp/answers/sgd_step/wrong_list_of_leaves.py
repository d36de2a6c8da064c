# Returns a flat list of leaves instead of the tree.
# fails: ?
def sgd_step(params, grads, lr):
    return [p - lr * g for p, g in zip(jax.tree.leaves(params), jax.tree.leaves(grads))]
