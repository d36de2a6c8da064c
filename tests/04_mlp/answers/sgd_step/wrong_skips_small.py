# Takes tiny gradients for zero.
# fails: test_any_gradient
def sgd_step(params, grads, lr):
    return jax.tree.map(lambda p, g: p - lr * jnp.where(jnp.abs(g) < 1e-8, 0, g), params, grads)
