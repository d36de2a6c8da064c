# Returns a flat list of leaves instead of the tree.
# fails: test_moves_every_leaf_against_its_gradient, test_works_for_any_pytree, test_structure_shapes_and_dtypes_are_kept, test_params_and_grads_stay_as_they_were, test_the_learning_rate_may_be_traced
def sgd_step(params, grads, lr):
    return [p - lr * g for p, g in zip(jax.tree.leaves(params), jax.tree.leaves(grads))]
