# Gives the table the name of the scale, and the scale that of the table.
# fails: test_the_keys_are_attributes, test_paths_of_an_embedding
class Embedding:
    def __init__(self, table, scale):
        self.table, self.scale = table, scale


def with_keys(e):
    key = jax.tree_util.GetAttrKey
    return ((key("scale"), e.table), (key("table"), e.scale)), None


jax.tree_util.register_pytree_with_keys(Embedding, with_keys, lambda _, children: Embedding(*children))


def param_paths(tree):
    return {
        jax.tree_util.keystr(path, simple=True, separator="/"): leaf.shape
        for path, leaf in jax.tree_util.tree_flatten_with_path(tree)[0]
    }
