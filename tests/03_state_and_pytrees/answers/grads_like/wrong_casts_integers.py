# Raises an exception where integers index and bools choose, and changes the dtype of float gradients.
# fails: test_integers_and_bools_get_zeros, test_every_float_dtype_counts, test_works_under_jit
# Turns integers to floats before it differentiates.
def grads_like(loss, params, *data):
    floats = jax.tree.map(lambda p: jnp.asarray(p, jnp.float32), params)
    value, grads = jax.value_and_grad(loss)(floats, *data)
    return value, jax.tree.map(lambda p, g: g if jnp.issubdtype(p.dtype, jnp.floating) else jnp.zeros_like(p), params, grads)
