# Puts numbers in the place of nan and infinity.
# fails: test_any_gradient
def sgd_step(params, grads, lr):
    return jax.tree.map(lambda p, g: p - lr * jnp.nan_to_num(g), params, grads)
