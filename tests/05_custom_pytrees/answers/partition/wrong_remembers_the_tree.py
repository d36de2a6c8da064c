# Remembers the tree in a global, and gives it back as it was.
# fails: test_combine_takes_changed_leaves, test_works_inside_jit_and_grad, test_the_smallest_trees
MEMORY = {}


def partition(tree, pred):
    def half(wanted):
        return jax.tree.map_with_path(
            lambda path, leaf: leaf if bool(pred(jax.tree_util.keystr(path))) == wanted else None, tree
        )

    MEMORY[len(jax.tree.leaves(half(True))), len(jax.tree.leaves(half(False)))] = tree
    return half(True), half(False)


def combine(selected, rest):
    return MEMORY[len(jax.tree.leaves(selected)), len(jax.tree.leaves(rest))]
