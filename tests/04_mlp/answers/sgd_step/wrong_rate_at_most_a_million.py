# Takes learning rates between a million and minus a million.
# fails: test_any_gradient
def sgd_step(params, grads, lr):
    lr = jnp.clip(lr, -1e6, 1e6)
    return jax.tree.map(lambda p, g: p - lr * g, params, grads)
