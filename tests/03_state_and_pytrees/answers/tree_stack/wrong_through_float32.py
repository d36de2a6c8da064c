# Changes some values, such as large integers, infinity or nan.
# fails: test_every_value_comes_back
def tree_stack(trees):
    def stack(*leaves):
        return jnp.stack([leaf.astype(jnp.float32) for leaf in leaves]).astype(leaves[0].dtype)

    return jax.tree.map(stack, *trees)


def tree_unstack(tree):
    return [jax.tree.map(lambda leaf: leaf[i], tree) for i in range(len(jax.tree.leaves(tree)[0]))]
