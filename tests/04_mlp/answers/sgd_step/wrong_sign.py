# Goes uphill, with the gradient.
# fails: test_moves_every_leaf_against_its_gradient
def sgd_step(params, grads, lr):
    return jax.tree.map(lambda p, g: p + lr * g, params, grads)
