# Sorts the paths as text.
# fails: test_paths_of_long_lists_and_odd_keys, test_asks_jax_what_a_container_is
def leaf_report(tree):
    flat = jax.tree_util.tree_flatten_with_path(tree)[0]
    size = sum(np.size(x) for _, x in flat if isinstance(x, (jax.Array, np.ndarray, int, float, complex)))
    return len(flat), size, sorted(jax.tree_util.keystr(path) for path, _ in flat)
