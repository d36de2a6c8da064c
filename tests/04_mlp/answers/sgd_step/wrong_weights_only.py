# Updates the weights and forgets the biases.
# fails: ?
def sgd_step(params, grads, lr):
    return jax.tree.map(lambda p, g: p - lr * g if p.ndim > 1 else p, params, grads)
