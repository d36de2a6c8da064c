# Cuts large gradients off.
# fails: test_any_gradient
def sgd_step(params, grads, lr):
    return jax.tree.map(lambda p, g: p - lr * jnp.clip(g, -1e3, 1e3), params, grads)
