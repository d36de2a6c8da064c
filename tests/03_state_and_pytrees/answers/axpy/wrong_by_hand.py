# Mishandles NamedTuples or registered classes, and raises no ValueError, but another exception, where trees differ.
# fails: test_trees_that_differ_raise_a_value_error, test_works_for_all_that_jax_knows, test_a_container_in_place_of_an_array_raises_a_value_error
def axpy(a, x_tree, y_tree):
    if x_tree is None:
        return None
    if isinstance(x_tree, dict):
        return {key: axpy(a, x_tree[key], y_tree[key]) for key in x_tree}
    if isinstance(x_tree, (list, tuple)):
        return type(x_tree)(axpy(a, x, y) for x, y in zip(x_tree, y_tree, strict=True))
    return jnp.asarray(a, x_tree.dtype) * x_tree + y_tree
