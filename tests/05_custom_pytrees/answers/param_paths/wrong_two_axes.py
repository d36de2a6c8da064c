# Gives the lengths of the first two axes.
# fails: test_paths_and_shapes_of_plain_containers
class Embedding:
    def __init__(self, table, scale):
        self.table, self.scale = table, scale


def flatten_embedding(embedding):
    key = jax.tree_util.GetAttrKey
    return ((key("table"), embedding.table), (key("scale"), embedding.scale)), None


jax.tree_util.register_pytree_with_keys(Embedding, flatten_embedding, lambda _, children: Embedding(*children))


def param_paths(tree):
    pairs, _ = jax.tree_util.tree_flatten_with_path(tree)
    return {jax.tree_util.keystr(path, simple=True, separator="/"): leaf.shape[:2] for path, leaf in pairs}
