# Changes the list or the trees that it is given.
# fails: test_what_is_given_stays_as_it_was
def tree_stack(trees):
    stacked = jax.tree.map(lambda *leaves: jnp.stack(leaves), *trees)
    if isinstance(trees, list):
        trees.append(trees[-1])
    return stacked


def tree_unstack(tree):
    return [jax.tree.map(lambda leaf: leaf[i], tree) for i in range(len(jax.tree.leaves(tree)[0]))]
