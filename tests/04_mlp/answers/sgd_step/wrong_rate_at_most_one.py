# Takes a learning rate of at most 1.
# fails: test_any_learning_rate
def sgd_step(params, grads, lr):
    rate = jnp.minimum(lr, 1.0)
    return jax.tree.map(lambda p, g: p - rate * g, params, grads)
