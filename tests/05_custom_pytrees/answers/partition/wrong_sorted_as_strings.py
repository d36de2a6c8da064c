# Has the right leaves in a half, but in another order than the tree.
# fails: test_the_halves_hold_their_leaves
@jax.tree_util.register_pytree_node_class
class Rest:
    def __init__(self, leaves, structure, paths):
        self.leaves, self.structure, self.paths = leaves, structure, paths

    def tree_flatten(self):
        return (self.leaves,), (self.structure, self.paths)

    @classmethod
    def tree_unflatten(cls, aux, children):
        return cls(children[0], *aux)


def partition(tree, pred):
    pairs, structure = jax.tree_util.tree_flatten_with_path(tree)
    leaves = {jax.tree_util.keystr(path): leaf for path, leaf in pairs}
    selected = {path: leaf for path, leaf in leaves.items() if pred(path)}
    rest = {path: leaf for path, leaf in leaves.items() if not pred(path)}
    return selected, Rest(rest, structure, tuple(leaves))


def combine(selected, rest):
    leaves = {**rest.leaves, **selected}
    return jax.tree.unflatten(rest.structure, [leaves[path] for path in rest.paths])
