# Makes Python numbers of arrays without axes.
# fails: test_keeps_dtypes
def ones_like_tree(tree):
    return jax.tree.map(lambda x: jnp.ones(x.shape, x.dtype) if x.ndim else x.dtype.type(1).item(), tree)
