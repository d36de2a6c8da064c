# Still has the paths of the trees before in its dict.
# fails: test_paths_and_shapes_of_plain_containers, test_keys_of_all_kinds
class Embedding:
    def __init__(self, table, scale):
        self.table, self.scale = table, scale


key = jax.tree_util.GetAttrKey
jax.tree_util.register_pytree_with_keys(
    Embedding,
    lambda e: (((key("table"), e.table), (key("scale"), e.scale)), None),
    lambda _, children: Embedding(*children),
)


def param_paths(tree, paths={}):
    for path, leaf in jax.tree_util.tree_flatten_with_path(tree)[0]:
        paths[jax.tree_util.keystr(path, simple=True, separator="/")] = leaf.shape
    return paths
