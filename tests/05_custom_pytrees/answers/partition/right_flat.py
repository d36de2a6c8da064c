# Keeps two lists of leaves, and in the rest, as auxiliary data, where each one stood.
@jax.tree_util.register_pytree_node_class
class Rest:
    def __init__(self, leaves, structure, mask):
        self.leaves, self.structure, self.mask = leaves, structure, mask

    def tree_flatten(self):
        return (self.leaves,), (self.structure, self.mask)

    @classmethod
    def tree_unflatten(cls, aux, children):
        return cls(children[0], *aux)


def partition(tree, pred):
    pairs, structure = jax.tree_util.tree_flatten_with_path(tree)
    mask = tuple(bool(pred(jax.tree_util.keystr(path))) for path, _ in pairs)
    selected = [leaf for (_, leaf), m in zip(pairs, mask) if m]
    others = [leaf for (_, leaf), m in zip(pairs, mask) if not m]
    return selected, Rest(others, structure, mask)


def combine(selected, rest):
    ones, others = iter(selected), iter(rest.leaves)
    return jax.tree.unflatten(rest.structure, [next(ones) if m else next(others) for m in rest.mask])
