# Takes a learning rate of its own where the one that comes in is 0.
# fails: test_any_learning_rate
def sgd_step(params, grads, lr):
    rate = jnp.where(lr == 0, 0.01, lr)
    return jax.tree.map(lambda p, g: p - rate * g, params, grads)
