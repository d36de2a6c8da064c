# Takes an `a` that is nan for 0.
# fails: test_computes_with_every_number
def axpy(a, x_tree, y_tree):
    if jax.tree.structure(x_tree) != jax.tree.structure(y_tree):
        raise ValueError("x_tree and y_tree differ in structure")
    a = jnp.where(jnp.isnan(a), 0.0, a)
    return jax.tree.map(lambda x, y: a.astype(x.dtype) * x + y, x_tree, y_tree)
