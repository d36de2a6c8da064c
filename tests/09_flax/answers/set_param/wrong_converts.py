# Converts the new value instead of putting it in as it is.
# fails: test_replaces_one_leaf_and_keeps_the_others
def set_param(variables, path, value):
    flat = flax.traverse_util.flatten_dict(unfreeze(variables))
    value = jnp.asarray(value, jnp.asarray(flat[tuple(path)]).dtype)
    tree = flax.traverse_util.unflatten_dict({**flat, tuple(path): value})
    return freeze(tree) if isinstance(variables, FrozenDict) else tree
