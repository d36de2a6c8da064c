# Leaves arrays of a single number as they are.
# fails: test_works_for_any_pytree
def sgd_step(params, grads, lr):
    return jax.tree.map(lambda p, g: p - lr * g if p.size > 1 else p, params, grads)
