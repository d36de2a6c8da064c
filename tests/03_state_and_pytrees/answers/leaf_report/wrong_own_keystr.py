# Writes keys between quotes by hand.
# fails: test_paths_of_long_lists_and_odd_keys
def leaf_report(tree):
    flat = jax.tree_util.tree_flatten_with_path(tree)[0]
    size = sum(np.size(x) for _, x in flat if isinstance(x, (jax.Array, np.ndarray, int, float, complex)))
    write = lambda key: f"['{key.key}']" if hasattr(key, 'key') else f'[{key.idx}]' if hasattr(key, 'idx') else f'.{key.name}'
    return len(flat), size, [''.join(map(write, path)) for path, _ in flat]
