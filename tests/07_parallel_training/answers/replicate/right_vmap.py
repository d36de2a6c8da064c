# A function of nothing, mapped over n members.
def replicate(tree, n):
    return jax.vmap(lambda _: jax.tree.map(jnp.asarray, tree))(jnp.arange(n))


def unreplicate(tree):
    return jax.tree.map(lambda leaf: next(iter(leaf)), tree)
