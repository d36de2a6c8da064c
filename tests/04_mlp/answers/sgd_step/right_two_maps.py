# Scales the gradients first, then adds them to the parameters.
from operator import add


def sgd_step(params, grads, lr):
    updates = jax.tree.map(lambda g: -lr * g, grads)
    return jax.tree.map(add, params, updates)
