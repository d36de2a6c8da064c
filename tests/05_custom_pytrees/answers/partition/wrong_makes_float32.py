# Makes float32 of all arrays.
# fails: test_combine_takes_changed_leaves
def partition(tree, pred):
    def half(wanted):
        def keep(path, leaf):
            return leaf if bool(pred(jax.tree_util.keystr(path))) == wanted else None

        return jax.tree.map_with_path(keep, tree)

    return half(True), half(False)


def combine(selected, rest):
    def choose(a, b):
        leaf = b if a is None else a
        return leaf.astype(jnp.float32) if hasattr(leaf, "astype") else leaf

    return jax.tree.map(choose, selected, rest, is_leaf=lambda x: x is None)
