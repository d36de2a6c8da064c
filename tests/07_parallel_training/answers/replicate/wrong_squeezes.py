# Squeezes, so that axes of length 1 are lost.
# fails: test_structure_and_dtypes_stay
def replicate(tree, n):
    return jax.tree.map(lambda x: jnp.stack([jnp.asarray(x)] * n).squeeze() if n > 1 else jnp.asarray(x)[None], tree)
def unreplicate(tree):
    return jax.tree.map(lambda x: x[0], tree)
