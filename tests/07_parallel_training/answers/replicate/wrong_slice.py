# Takes a slice of length one for the first entry.
# fails: test_structure_and_dtypes_stay, test_numbers_and_arrays_of_numpy_become_arrays_of_jax, test_unreplicate_gives_the_first_copy
def replicate(tree, n):
    return jax.tree.map(lambda leaf: jnp.stack([jnp.asarray(leaf)] * n), tree)


def unreplicate(tree):
    return jax.tree.map(lambda leaf: leaf[:1], tree)
