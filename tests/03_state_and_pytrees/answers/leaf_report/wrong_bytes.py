# Counts bytes instead of entries.
# fails: test_counts_the_entries_of_arrays, test_counts_arrays_of_every_dtype, test_counts_python_numbers, test_counts_nothing_for_other_leaves, test_asks_jax_what_a_container_is, test_a_leaf_alone_and_a_tree_without_leaves
def leaf_report(tree):
    flat = jax.tree_util.tree_flatten_with_path(tree)[0]
    size = sum(x.nbytes if hasattr(x, 'nbytes') else 1 for _, x in flat if isinstance(x, (jax.Array, np.ndarray, int, float, complex)))
    return len(flat), size, [jax.tree_util.keystr(path) for path, _ in flat]
