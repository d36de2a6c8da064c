# Shortens long gradients to the norm 100.
# fails: test_any_gradient
def sgd_step(params, grads, lr):
    norm = jnp.sqrt(sum(jnp.sum(g**2) for g in jax.tree.leaves(grads)))
    shorter = jnp.minimum(1, 100 / norm)
    return jax.tree.map(lambda p, g: p - lr * shorter * g, params, grads)
