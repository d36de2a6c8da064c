# Has the methods in the class.
@jax.tree_util.register_pytree_with_keys_class
class Embedding:
    def __init__(self, table, scale):
        self.table, self.scale = table, scale

    def tree_flatten_with_keys(self):
        return [(jax.tree_util.GetAttrKey(name), getattr(self, name)) for name in ("table", "scale")], ()

    @classmethod
    def tree_unflatten(cls, aux, children):
        return cls(*children)


def param_paths(tree):
    leaves = jax.tree.leaves_with_path(tree)
    names = [jax.tree_util.keystr(path, simple=True, separator="/") for path, _ in leaves]
    return dict(zip(names, [tuple(leaf.shape) for _, leaf in leaves]))
