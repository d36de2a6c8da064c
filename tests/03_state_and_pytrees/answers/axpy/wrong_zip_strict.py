# Raises no ValueError where the trees differ.
# fails: test_trees_that_differ_raise_a_value_error, test_a_container_in_place_of_an_array_raises_a_value_error
# Pairs leaves by number only, so that other names and containers go unnoticed.
def axpy(a, x_tree, y_tree):
    xs, structure = jax.tree.flatten(x_tree)
    leaves = [jnp.asarray(a, x.dtype) * x + y for x, y in zip(xs, jax.tree.leaves(y_tree), strict=True)]
    return jax.tree.unflatten(structure, leaves)
