# Refuses trees without leaves.
# fails: test_works_for_all_that_jax_knows
def axpy(a, x_tree, y_tree):
    if jax.tree.structure(x_tree) != jax.tree.structure(y_tree):
        raise ValueError("differ")
    if not jax.tree.leaves(x_tree):
        raise ValueError("no leaves")
    return jax.tree.map(lambda x, y: jnp.asarray(a, x.dtype) * x + y, x_tree, y_tree)
