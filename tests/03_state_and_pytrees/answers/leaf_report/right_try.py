# Tries to make an array of numbers of each leaf, by JAX's own rules.
def leaf_report(tree):
    flat, _ = jax.tree.flatten_with_path(tree)

    def numbers_in(leaf):
        if type(leaf) in (int, float, complex):
            return 1
        try:
            return leaf.size + 0 * jnp.result_type(leaf).itemsize
        except Exception:
            return 0

    return (len(flat), sum((numbers_in(leaf) for _, leaf in flat), 0), list(map(jax.tree_util.keystr, [p for p, _ in flat])))
