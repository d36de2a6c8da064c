# Changes gradients that are large, infinite or nan.
# fails: test_gradients_come_as_they_are
def grads_like(loss, params, *data):
    params = jax.tree.map(jnp.asarray, params)
    value, grads = jax.value_and_grad(loss, allow_int=True)(params, *data)
    grads = jax.tree.map(lambda p, g: jnp.zeros_like(p) if g.dtype == jax.dtypes.float0 else g, params, grads)
    return value, jax.tree.map(lambda g: jnp.clip(g, -1e6, 1e6) if jnp.issubdtype(g.dtype, jnp.floating) else g, grads)
