# Does not make a JAX array of copies out of a Python number, or out of an array of NumPy.
# fails: test_numbers_and_arrays_of_numpy_become_arrays_of_jax
def replicate(tree, n):
    return jax.tree.map(lambda leaf: np.stack([np.asarray(leaf)] * n), tree)


def unreplicate(tree):
    return jax.tree.map(lambda leaf: leaf[0], tree)
