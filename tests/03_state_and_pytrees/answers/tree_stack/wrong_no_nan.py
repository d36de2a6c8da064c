# Changes some values, such as large integers, infinity or nan.
# fails: test_every_value_comes_back
def tree_stack(trees):
    def stack(*leaves):
        stacked = jnp.stack(leaves)
        return jnp.where(jnp.isnan(stacked), 0, stacked).astype(stacked.dtype) if stacked.dtype == jnp.float32 else stacked

    return jax.tree.map(stack, *trees)


def tree_unstack(tree):
    return [jax.tree.map(lambda leaf: leaf[i], tree) for i in range(len(jax.tree.leaves(tree)[0]))]
