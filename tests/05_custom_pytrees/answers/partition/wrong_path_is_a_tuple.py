# Hands the predicate something that is not a string.
# fails: test_the_halves_hold_their_leaves, test_the_predicate_is_asked_about_paths, test_combine_takes_changed_leaves, test_goes_through_registered_classes, test_works_inside_jit_and_grad
def partition(tree, pred):
    def half(wanted):
        return jax.tree.map_with_path(lambda path, leaf: leaf if bool(pred(path)) == wanted else None, tree)

    return half(True), half(False)


def combine(selected, rest):
    return jax.tree.map(lambda a, b: b if a is None else a, selected, rest, is_leaf=lambda x: x is None)
