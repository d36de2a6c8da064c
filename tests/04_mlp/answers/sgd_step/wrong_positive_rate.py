# Takes the size of the learning rate without its sign.
# fails: test_any_learning_rate
def sgd_step(params, grads, lr):
    return jax.tree.map(lambda p, g: p - jnp.abs(lr) * g, params, grads)
