# Has a registered dataclass, which knows its keys, and maps with paths.
@jax.tree_util.register_dataclass
@dataclasses.dataclass
class Embedding:
    table: jax.Array
    scale: jax.Array


def param_paths(tree):
    paths = {}

    def note(path, leaf):
        paths[jax.tree_util.keystr(path, simple=True, separator="/")] = jnp.shape(leaf)

    jax.tree.map_with_path(note, tree)
    return paths
