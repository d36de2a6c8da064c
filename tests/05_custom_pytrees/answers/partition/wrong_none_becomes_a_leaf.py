# Asks the predicate about `None`, which is not a leaf.
# fails: test_the_predicate_is_asked_about_paths
class Hole:
    pass


jax.tree_util.register_static(Hole)
HOLE = Hole()


def partition(tree, pred):
    def half(wanted):
        return jax.tree.map_with_path(
            lambda path, leaf: leaf if bool(pred(jax.tree_util.keystr(path))) == wanted else HOLE,
            tree,
            is_leaf=lambda x: x is None,
        )

    return half(True), half(False)


def combine(selected, rest):
    def is_leaf(x):
        return x is None or isinstance(x, Hole)

    return jax.tree.map(lambda a, b: b if isinstance(a, Hole) else a, selected, rest, is_leaf=is_leaf)
