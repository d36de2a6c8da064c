# Makes something else of a named tuple.
# fails: test_named_tuples_stay_what_they_are
def through(tree, change):
    if isinstance(tree, dict):
        return {name: through(value, change) for name, value in tree.items()}
    if isinstance(tree, list):
        return [through(value, change) for value in tree]
    if isinstance(tree, tuple):
        return tuple(through(value, change) for value in tree)
    return None if tree is None else change(jnp.asarray(tree))


def replicate(tree, n):
    return through(tree, lambda leaf: jnp.stack([leaf] * n))


def unreplicate(tree):
    return through(tree, lambda leaf: leaf[0])
