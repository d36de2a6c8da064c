# A hole is an object of a class of its own, which has no leaves.
@jax.tree_util.register_static
@dataclasses.dataclass(frozen=True)
class Hole:
    pass


def partition(tree, pred):
    pairs, treedef = jax.tree_util.tree_flatten_with_path(tree)
    flags = [pred(jax.tree_util.keystr(path)) for path, _ in pairs]
    selected = [leaf if flag else Hole() for flag, (_, leaf) in zip(flags, pairs, strict=True)]
    rest = [Hole() if flag else leaf for flag, (_, leaf) in zip(flags, pairs, strict=True)]
    return treedef.unflatten(selected), treedef.unflatten(rest)


def combine(selected, rest):
    def is_hole(x):
        return isinstance(x, Hole)

    return jax.tree.map(lambda a, b: b if is_hole(a) else a, selected, rest, is_leaf=is_hole)
