# Writes paths with brackets or quotation marks.
# fails: test_paths_and_shapes_of_plain_containers, test_paths_go_through_all_that_jax_knows, test_paths_of_an_embedding, test_the_keys_are_attributes, test_keys_of_all_kinds
@jax.tree_util.register_dataclass
@dataclasses.dataclass
class Embedding:
    table: jax.Array
    scale: jax.Array


def param_paths(tree):
    return {jax.tree_util.keystr(path): leaf.shape for path, leaf in jax.tree_util.tree_flatten_with_path(tree)[0]}
