# Asks for `a` as a Python float, which a traced one has not.
# fails: test_works_under_jit
def axpy(a, x_tree, y_tree):
    if jax.tree.structure(x_tree) != jax.tree.structure(y_tree):
        raise ValueError("the trees differ")
    return jax.tree.map(lambda x, y: float(a) * x + y, x_tree, y_tree)
