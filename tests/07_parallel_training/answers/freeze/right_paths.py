# Goes by the leaves' paths.
def freeze(params, names):
    missing = set(names) - params.keys()
    if missing:
        raise KeyError(f"no parameters of the name {', '.join(sorted(missing))}")

    def stop(path, leaf):
        return jax.lax.stop_gradient(leaf) if path[0].key in names else leaf

    return jax.tree_util.tree_map_with_path(stop, params)
