# Leaves arrays of NumPy as they are.
# fails: test_keeps_dtypes, test_does_not_depend_on_what_the_arrays_held
def ones_like_tree(tree):
    return jax.tree.map(lambda x: jnp.ones_like(x) if isinstance(x, jax.Array) else x, tree)
