# Goes through the containers by hand and knows plain ones only: a NamedTuple becomes a tuple.
# fails: test_goes_through_registered_classes
class Hole:
    pass


jax.tree_util.register_pytree_node(Hole, lambda hole: ((), None), lambda aux, children: Hole())


def partition(tree, pred):
    def half(wanted):
        return jax.tree.map_with_path(
            lambda path, leaf: leaf if bool(pred(jax.tree_util.keystr(path))) == wanted else Hole(), tree
        )

    return half(True), half(False)


def combine(selected, rest):
    if isinstance(selected, Hole):
        return rest
    if isinstance(selected, tuple):
        return tuple(combine(*pair) for pair in zip(selected, rest))
    return jax.tree.map(
        lambda a, b: combine(a, b) if isinstance(a, (Hole, tuple)) else a,
        selected,
        rest,
        is_leaf=lambda x: isinstance(x, (Hole, tuple)),
    )
