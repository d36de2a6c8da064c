# Does not compute `a * x + y` for some special numbers, such as 0, negative ones, infinity or nan.
# fails: test_computes_with_every_number
def axpy(a, x_tree, y_tree):
    if jax.tree.structure(x_tree) != jax.tree.structure(y_tree):
        raise ValueError("the trees differ")
    return jax.tree.map(lambda x, y: jnp.clip(jnp.asarray(a, x.dtype) * x + y, -1e4, 1e4), x_tree, y_tree)
