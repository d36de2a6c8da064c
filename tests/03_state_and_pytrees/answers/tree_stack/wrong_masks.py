# Changes some values, such as large integers, infinity or nan.
# fails: test_every_value_comes_back
# Picks the entries by products with 0 and 1, which spread inf and nan.
def tree_stack(trees):
    return jax.tree.map(lambda *leaves: jnp.stack(leaves), *trees)


def tree_unstack(tree):
    number = len(jax.tree.leaves(tree)[0])
    rows = np.eye(number)
    return [jax.tree.map(lambda leaf: jnp.tensordot(jnp.asarray(row, leaf.dtype), leaf, 1), tree) for row in rows]
