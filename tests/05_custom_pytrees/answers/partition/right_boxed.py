# Halves of a class of its own, which remembers the places.
@jax.tree_util.register_pytree_node_class
class Half:
    def __init__(self, leaves, treedef, places):
        self.leaves, self.aux = leaves, (treedef, places)
    def tree_flatten(self):
        return self.leaves, self.aux
    @classmethod
    def tree_unflatten(cls, aux, leaves):
        return cls(list(leaves), *aux)
def partition(tree, pred):
    pairs, treedef = jax.tree_util.tree_flatten_with_path(tree)
    chosen = [bool(pred(jax.tree_util.keystr(p))) for p, _ in pairs]
    half = lambda want: Half([x for (_, x), c in zip(pairs, chosen) if c == want], treedef, tuple(i for i, c in enumerate(chosen) if c == want))
    return half(True), half(False)
def combine(selected, rest):
    placed = dict(zip(selected.aux[1], selected.leaves)) | dict(zip(rest.aux[1], rest.leaves))
    return jax.tree.unflatten(selected.aux[0], [placed[i] for i in range(len(placed))])
