# Does not return a tuple of three.
# fails: test_counts_the_leaves_that_jax_finds, test_gives_the_paths_in_the_order_of_jax, test_asks_jax_what_a_container_is, test_a_leaf_alone_and_a_tree_without_leaves, test_counts_the_entries_of_arrays, test_counts_arrays_of_every_dtype, test_counts_python_numbers, test_counts_nothing_for_other_leaves, test_gives_integers, test_paths_of_long_lists_and_odd_keys
def leaf_report(tree):
    flat = jax.tree_util.tree_flatten_with_path(tree)[0]
    size = sum(np.size(x) for _, x in flat if isinstance(x, (jax.Array, np.ndarray, int, float, complex)))
    return [len(flat), size, [jax.tree_util.keystr(path) for path, _ in flat]]
