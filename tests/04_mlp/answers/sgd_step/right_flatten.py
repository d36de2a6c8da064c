# Takes the trees apart and puts the result together by hand.
def sgd_step(params, grads, lr):
    leaves, structure = jax.tree.flatten(params)
    return jax.tree.unflatten(structure, [p - lr * g for p, g in zip(leaves, jax.tree.leaves(grads))])
