# Gives a count that is not an integer.
# fails: test_gives_integers, test_counts_the_entries_of_arrays, test_counts_arrays_of_every_dtype, test_counts_python_numbers
# Multiplies shapes with NumPy, which gives 1.0 for an empty shape.
def leaf_report(tree):
    flat = jax.tree_util.tree_flatten_with_path(tree)[0]
    size = sum(np.prod(np.shape(x)) for _, x in flat if isinstance(x, (jax.Array, np.ndarray, int, float, complex)))
    return len(flat), size, [jax.tree_util.keystr(path) for path, _ in flat]
