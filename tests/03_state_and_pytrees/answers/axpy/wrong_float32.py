# Turns every leaf to float32.
# fails: test_every_leaf_keeps_its_dtype
def axpy(a, x_tree, y_tree):
    return jax.tree.map(lambda x, y: jnp.asarray(a * x + y, jnp.float32), x_tree, y_tree)
