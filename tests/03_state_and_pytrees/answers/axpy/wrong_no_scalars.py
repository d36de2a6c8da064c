# Turns leaves without axes to arrays of one entry.
# fails: test_computes_a_x_plus_y_in_every_leaf, test_every_leaf_keeps_its_dtype, test_works_under_jit
def axpy(a, x_tree, y_tree):
    if jax.tree.structure(x_tree) != jax.tree.structure(y_tree):
        raise ValueError("the trees differ")
    return jax.tree.map(lambda x, y: jnp.atleast_1d(jnp.asarray(a, x.dtype) * x + y), x_tree, y_tree)
