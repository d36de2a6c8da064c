# Goes uphill, with the gradient.
# fails: ?
def sgd_step(params, grads, lr):
    return jax.tree.map(lambda p, g: p + lr * g, params, grads)
