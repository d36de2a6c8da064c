# Two trees with None where the other one has something.
def grads_like(loss, params, *data):
    is_float = lambda leaf: jnp.issubdtype(leaf.dtype, jnp.floating)
    none = lambda leaf: leaf is None
    floats = jax.tree.map(lambda p: p if is_float(p) else None, params)

    def of_floats(floats):
        return loss(jax.tree.map(lambda f, p: p if f is None else f, floats, params, is_leaf=none), *data)

    # None in `params` itself lines up with None in `floats`.
    value, grads = jax.value_and_grad(of_floats)(floats)
    return value, jax.tree.map(lambda g, p: jnp.zeros(p.shape, p.dtype) if g is None and p is not None else g, grads, params, is_leaf=none)
