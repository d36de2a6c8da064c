# Has None for holes, and maps over both halves without saying what a hole is.
# fails: test_combine_gives_the_tree_back, test_combine_takes_changed_leaves, test_goes_through_registered_classes, test_works_inside_jit_and_grad, test_the_smallest_trees
def partition(tree, pred):
    def half(wanted):
        return jax.tree.map_with_path(
            lambda path, leaf: leaf if bool(pred(jax.tree_util.keystr(path))) == wanted else None, tree
        )

    return half(True), half(False)


def combine(selected, rest):
    return jax.tree.map(lambda a, b: b if a is None else a, selected, rest)
