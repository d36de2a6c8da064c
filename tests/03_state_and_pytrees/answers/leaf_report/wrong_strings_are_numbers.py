# Counts strings in `n_params`.
# fails: test_asks_jax_what_a_container_is, test_counts_nothing_for_other_leaves, test_a_leaf_alone_and_a_tree_without_leaves
def leaf_report(tree):
    flat = jax.tree_util.tree_flatten_with_path(tree)[0]
    return len(flat), sum(np.size(x) for _, x in flat), [jax.tree_util.keystr(path) for path, _ in flat]
