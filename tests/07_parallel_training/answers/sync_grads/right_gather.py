# Gathers everything on every member and computes by itself, leaf after leaf.
def sync_grads(grads, axis):
    leaves, structure = jax.tree.flatten(grads)
    synced = []
    for leaf in leaves:
        everything = jax.lax.all_gather(leaf, axis)
        if leaf.dtype.kind in "iu":
            synced.append(everything.sum(axis=0, dtype=leaf.dtype))
        else:
            synced.append(jnp.mean(everything, axis=0))
    return jax.tree.unflatten(structure, synced)
