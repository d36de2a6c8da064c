# Uses the key of a dict where there is an attribute.
# fails: test_the_keys_are_attributes
class Embedding:
    def __init__(self, table, scale):
        self.table, self.scale = table, scale


def with_keys(e):
    return ((jax.tree_util.DictKey("table"), e.table), (jax.tree_util.DictKey("scale"), e.scale)), None


jax.tree_util.register_pytree_with_keys(Embedding, with_keys, lambda _, children: Embedding(*children))


def param_paths(tree):
    return {
        jax.tree_util.keystr(path, simple=True, separator="/"): leaf.shape
        for path, leaf in jax.tree_util.tree_flatten_with_path(tree)[0]
    }
