# Strips brackets, quotes and dots from the paths, those in the keys themselves included.
# fails: test_keys_of_all_kinds, test_paths_go_through_all_that_jax_knows
class Embedding:
    def __init__(self, table, scale):
        self.table, self.scale = table, scale


def flatten_embedding(embedding):
    key = jax.tree_util.GetAttrKey
    return ((key("table"), embedding.table), (key("scale"), embedding.scale)), None


jax.tree_util.register_pytree_with_keys(Embedding, flatten_embedding, lambda _, children: Embedding(*children))


def param_paths(tree):
    paths = {}
    for path, leaf in jax.tree_util.tree_flatten_with_path(tree)[0]:
        text = jax.tree_util.keystr(path)
        for old, new in (("][", "/"), ("['", "/"), ("']", ""), ("[", "/"), ("]", ""), (".", "/"), ("'", "")):
            text = text.replace(old, new)
        paths[text.replace("//", "/").strip("/")] = leaf.shape
    return paths
