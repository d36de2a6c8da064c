# Goes through lists, tuples and dicts by itself, and knows no other container.
# fails: test_any_pytree
def _each(f, tree):
    if tree is None:
        return None
    if isinstance(tree, dict):
        return {k: _each(f, v) for k, v in tree.items()}
    if isinstance(tree, (list, tuple)):
        return type(tree)([_each(f, v) for v in tree])
    return f(tree)


def shard(xs, n):
    def split(x):
        if x.shape[0] % n:
            raise ValueError(f"{x.shape[0]} examples do not divide into {n} equal parts")
        return x.reshape(n, x.shape[0] // n, *x.shape[1:])

    return _each(split, xs)


def unshard(xs):
    return _each(lambda x: x.reshape(x.shape[0] * x.shape[1], *x.shape[2:]), xs)
