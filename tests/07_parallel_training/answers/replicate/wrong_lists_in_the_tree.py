# Puts Python lists or tuples where arrays should be.
# fails: test_each_leaf_becomes_n_copies_along_a_new_first_axis, test_structure_and_dtypes_stay, test_numbers_and_arrays_of_numpy_become_arrays_of_jax, test_named_tuples_stay_what_they_are
def replicate(tree, n):
    return jax.tree.map(lambda leaf: [leaf] * n, tree)


def unreplicate(tree):
    return jax.tree.map(lambda leaf: leaf[0], tree)
