# Splits each leaf with NumPy's names and stacks the parts.
def shard(xs, n):
    leaves, structure = jax.tree.flatten(xs)
    size = len(leaves[0])
    if size % n != 0:
        raise ValueError(f"cannot split {size} in {n}")
    return structure.unflatten([jnp.stack(jnp.split(leaf, n)) for leaf in leaves])


def unshard(xs):
    return jax.tree.map(jnp.concatenate, xs)
