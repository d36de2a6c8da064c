# Mends nan and inf.
# fails: test_structure_and_dtypes_stay
def replicate(tree, n):
    return jax.tree.map(lambda leaf: jnp.nan_to_num(jnp.stack([jnp.asarray(leaf)] * n)), tree)


def unreplicate(tree):
    return jax.tree.map(lambda leaf: leaf[0], tree)
