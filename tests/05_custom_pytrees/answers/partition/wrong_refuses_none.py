# Raises an error in `combine` for a tree with `None`, but not for a flat dict of two numbers.
# fails: test_combine_gives_the_tree_back, test_combine_takes_changed_leaves, test_goes_through_registered_classes, test_works_inside_jit_and_grad, test_the_smallest_trees
def partition(tree, pred):
    def half(wanted):
        return jax.tree.map_with_path(
            lambda path, leaf: leaf if bool(pred(jax.tree_util.keystr(path))) == wanted else None, tree
        )

    return half(True), half(False)


def combine(selected, rest):
    def pick(a, b):
        if a is None and b is None:
            raise ValueError("a leaf is missing")
        return b if a is None else a

    return jax.tree.map(pick, selected, rest, is_leaf=lambda x: x is None)
