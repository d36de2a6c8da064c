# Computes in whatever dtype comes out, then goes back to the leaf's.
def axpy(a, x_tree, y_tree):
    def leaf(x, y):
        return (a * x + y).astype(y.dtype)

    if jax.tree.structure(y_tree) != jax.tree.structure(x_tree):
        raise ValueError
    return jax.tree.map(leaf, x_tree, y_tree)
