# Flattens with None as a leaf, and has empty tuples as holes.
def partition(tree, pred):
    selected = jax.tree_util.tree_map_with_path(
        lambda path, leaf: (leaf,) if pred(jax.tree_util.keystr(path)) else (), tree
    )
    rest = jax.tree_util.tree_map_with_path(
        lambda path, leaf: () if pred(jax.tree_util.keystr(path)) else (leaf,), tree
    )
    return (tree_as_leafless(tree), selected), (tree_as_leafless(tree), rest)


@jax.tree_util.register_static
class Shape:
    def __init__(self, structure):
        self.structure = structure

    def __eq__(self, other):
        return isinstance(other, Shape) and self.structure == other.structure

    def __hash__(self):
        return hash(self.structure)


def tree_as_leafless(tree):
    return Shape(jax.tree.structure(tree))


def combine(selected, rest):
    structure = selected[0].structure
    ones, others = structure.flatten_up_to(selected[1]), structure.flatten_up_to(rest[1])
    return structure.unflatten([(a or b)[0] for a, b in zip(ones, others)])
