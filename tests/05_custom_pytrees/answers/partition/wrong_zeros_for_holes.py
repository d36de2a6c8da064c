# Has as many leaves in one half as in the whole tree.
# fails: test_the_halves_hold_their_leaves, test_goes_through_registered_classes, test_works_inside_jit_and_grad
def partition(tree, pred):
    def half(wanted):
        return jax.tree.map_with_path(
            lambda path, leaf: leaf if bool(pred(jax.tree_util.keystr(path))) == wanted else 0 * leaf, tree
        )

    return half(True), half(False)


def combine(selected, rest):
    return jax.tree.map(lambda a, b: a + b, selected, rest)
