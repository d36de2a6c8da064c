# Subtracts the gradient itself, not the learning rate times it.
# fails: test_moves_every_leaf_against_its_gradient, test_works_for_any_pytree
def sgd_step(params, grads, lr):
    return jax.tree.map(lambda p, g: p - g, params, grads)
