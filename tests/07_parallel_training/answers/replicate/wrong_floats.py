# Changes the dtype of a leaf.
# fails: test_structure_and_dtypes_stay, test_numbers_and_arrays_of_numpy_become_arrays_of_jax
def replicate(tree, n):
    return jax.tree.map(lambda leaf: jnp.ones((n, *jnp.shape(leaf))) * leaf, tree)


def unreplicate(tree):
    return jax.tree.map(lambda leaf: leaf[0], tree)
