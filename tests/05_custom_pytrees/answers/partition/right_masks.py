# Marks holes with an object of a class without leaves.
@jax.tree_util.register_static
@dataclasses.dataclass(frozen=True)
class Nothing:
    pass


def partition(tree, pred):
    mask = jax.tree.map_with_path(lambda path, _: pred(jax.tree_util.keystr(path)), tree)
    selected = jax.tree.map(lambda leaf, m: leaf if m else Nothing(), tree, mask)
    rest = jax.tree.map(lambda leaf, m: Nothing() if m else leaf, tree, mask)
    return selected, rest


def combine(selected, rest):
    return jax.tree.map(
        lambda a, b: b if isinstance(a, Nothing) else a, selected, rest, is_leaf=lambda x: isinstance(x, Nothing)
    )
