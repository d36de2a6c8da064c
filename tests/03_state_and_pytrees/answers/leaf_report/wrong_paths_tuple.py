# Gives paths that are not a list of strings.
# fails: test_gives_the_paths_in_the_order_of_jax, test_counts_python_numbers, test_paths_of_long_lists_and_odd_keys, test_asks_jax_what_a_container_is, test_a_leaf_alone_and_a_tree_without_leaves
def leaf_report(tree):
    flat = jax.tree_util.tree_flatten_with_path(tree)[0]
    size = sum(np.size(x) for _, x in flat if isinstance(x, (jax.Array, np.ndarray, int, float, complex)))
    return len(flat), size, tuple(jax.tree_util.keystr(path) for path, _ in flat)
