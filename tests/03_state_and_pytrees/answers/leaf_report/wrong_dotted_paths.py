# Gives other paths than `jax.tree_util.keystr` writes for JAX's leaves.
# fails: test_gives_the_paths_in_the_order_of_jax, test_asks_jax_what_a_container_is, test_paths_of_long_lists_and_odd_keys
def leaf_report(tree):
    flat = jax.tree_util.tree_flatten_with_path(tree)[0]
    size = sum(np.size(x) for _, x in flat if isinstance(x, (jax.Array, np.ndarray, int, float, complex)))
    return len(flat), size, [jax.tree_util.keystr(path, simple=True, separator="/") for path, _ in flat]
