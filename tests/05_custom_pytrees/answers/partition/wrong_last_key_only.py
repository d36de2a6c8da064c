# Asks about the last key of the path only.
# fails: test_the_predicate_is_asked_about_paths
def partition(tree, pred):
    def half(wanted):
        return jax.tree.map_with_path(
            lambda path, leaf: leaf if bool(pred(jax.tree_util.keystr(path[-1:]))) == wanted else None, tree
        )

    return half(True), half(False)


def combine(selected, rest):
    return jax.tree.map(lambda a, b: b if a is None else a, selected, rest, is_leaf=lambda x: x is None)
