# Returns the parameters as they are where the learning rate is 0, though a gradient may be infinite or nan.
# fails: test_any_gradient
def sgd_step(params, grads, lr):
    return jax.tree.map(lambda p, g: jnp.where(lr == 0, p, p - lr * g), params, grads)
