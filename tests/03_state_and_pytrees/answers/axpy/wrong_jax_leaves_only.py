# Calls a method of its leaves that only JAX's arrays have.
# fails: test_leaves_may_be_arrays_of_numpy
def axpy(a, x_tree, y_tree):
    if jax.tree.structure(x_tree) != jax.tree.structure(y_tree):
        raise ValueError("the trees differ")
    return jax.tree.map(lambda x, y: y.at[...].add(jnp.asarray(a, x.dtype) * x), x_tree, y_tree)
