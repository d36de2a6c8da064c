# Asks for the learning rate as a Python float.
# fails: test_the_learning_rate_may_be_traced
def sgd_step(params, grads, lr):
    lr = float(lr)
    return jax.tree.map(lambda p, g: p - lr * g, params, grads)
