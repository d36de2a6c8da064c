# Counts in eight and sixteen bits.
# fails: test_counts_arrays_of_every_dtype, test_paths_of_long_lists_and_odd_keys
def leaf_report(tree):
    found = jax.tree_util.tree_flatten_with_path(tree)[0]
    n = sum(np.size(l) for _, l in found if isinstance(l, (jax.Array, np.ndarray, int, float, complex)))
    return jnp.int8(len(found)), jnp.int16(n), [jax.tree_util.keystr(p) for p, _ in found]
