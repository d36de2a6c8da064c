# Goes through all leaves with their paths.
def set_param(variables, path, value):
    keys = [tuple(entry.key for entry in entries) for entries, _ in jax.tree_util.tree_leaves_with_path(variables)]
    if tuple(path) not in keys:
        raise KeyError(path)
    return jax.tree_util.tree_map_with_path(
        lambda entries, leaf: value if tuple(entry.key for entry in entries) == tuple(path) else leaf, variables
    )
