# Returns y where a is 0, though 0 times inf is nan.
# fails: test_computes_with_every_number
def axpy(a, x_tree, y_tree):
    if jax.tree.structure(x_tree) != jax.tree.structure(y_tree):
        raise ValueError("the trees differ")
    return jax.tree.map(lambda x, y: jnp.where(a == 0, y, jnp.asarray(a, x.dtype) * x + y), x_tree, y_tree)
