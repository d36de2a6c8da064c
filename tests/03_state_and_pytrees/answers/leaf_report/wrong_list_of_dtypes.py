# Keeps a list of the dtypes that count.
# fails: test_counts_arrays_of_every_dtype
def leaf_report(tree):
    found = jax.tree_util.tree_flatten_with_path(tree)[0]
    known = ("bool", "int8", "uint32", "int32", "float16", "bfloat16", "float32", "complex64", "float64", "int64")
    n = 0
    for _, leaf in found:
        if isinstance(leaf, (jax.Array, np.ndarray)):
            n += leaf.size if str(leaf.dtype) in known else 0
        elif isinstance(leaf, (int, float, complex)):
            n += 1
    return len(found), n, [jax.tree_util.keystr(p) for p, _ in found]
