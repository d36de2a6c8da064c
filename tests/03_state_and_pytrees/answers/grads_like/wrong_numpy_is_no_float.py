# Takes only JAX's arrays for floats, and gives zeros for NumPy's.
# fails: test_every_float_dtype_counts
def grads_like(loss, params, *data):
    flags = jax.tree.map(lambda p: isinstance(p, jax.Array) and jnp.issubdtype(p.dtype, jnp.floating), params)
    params = jax.tree.map(jnp.asarray, params)
    value, grads = jax.value_and_grad(loss, allow_int=True)(params, *data)
    return value, jax.tree.map(lambda p, g, flag: g if flag else jnp.zeros_like(p), params, grads, flags)
