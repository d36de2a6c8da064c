# Computes `a * x + y` for some `a`, and something else for others.
# fails: test_computes_a_x_plus_y_in_every_leaf
# Rounds a to bfloat16.
def axpy(a, x_tree, y_tree):
    if jax.tree.structure(x_tree) != jax.tree.structure(y_tree):
        raise ValueError("the trees differ")
    a = jnp.asarray(a, jnp.bfloat16)
    return jax.tree.map(lambda x, y: a.astype(x.dtype) * x + y, x_tree, y_tree)
