# Squeezes the first copy.
# fails: test_unreplicate_gives_the_first_copy
def replicate(tree, n):
    return jax.tree.map(lambda x: jnp.stack([jnp.asarray(x)] * n), tree)
def unreplicate(tree):
    return jax.tree.map(lambda x: x[0].squeeze(), tree)
