# Refuses two dicts that were filled in another order.
# fails: test_works_for_all_that_jax_knows
def axpy(a, x_tree, y_tree):
    if jax.tree.structure(x_tree) != jax.tree.structure(y_tree) or keys(x_tree) != keys(y_tree):
        raise ValueError("x_tree and y_tree differ")
    return jax.tree.map(lambda x, y: jnp.asarray(a, x.dtype) * x + y, x_tree, y_tree)


def keys(tree):
    if isinstance(tree, dict):
        return [(key, keys(value)) for key, value in tree.items()]
    return [keys(each) for each in tree] if isinstance(tree, list | tuple) else None
