# Gives other paths than `jax.tree_util.keystr` writes, also for a leaf that is the whole tree.
# fails: test_gives_the_paths_in_the_order_of_jax, test_asks_jax_what_a_container_is, test_a_leaf_alone_and_a_tree_without_leaves, test_counts_python_numbers, test_paths_of_long_lists_and_odd_keys
# Returns paths as JAX's tuples of keys, turned to text by str.
def leaf_report(tree):
    flat = jax.tree_util.tree_flatten_with_path(tree)[0]
    size = sum(np.size(x) for _, x in flat if isinstance(x, (jax.Array, np.ndarray, int, float, complex)))
    return len(flat), size, [str(path) for path, _ in flat]
