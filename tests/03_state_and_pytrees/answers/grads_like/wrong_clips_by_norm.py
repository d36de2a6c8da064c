# Changes gradients that are large, infinite or nan.
# fails: test_gradients_come_as_they_are
def grads_like(loss, params, *data):
    params = jax.tree.map(jnp.asarray, params)
    value, grads = jax.value_and_grad(loss, allow_int=True)(params, *data)
    grads = jax.tree.map(lambda p, g: jnp.zeros_like(p) if g.dtype == jax.dtypes.float0 else g, params, grads)
    norm = jnp.sqrt(sum(jnp.sum(g.astype(jnp.float32) ** 2) for g in jax.tree.leaves(grads)))
    scale = jnp.minimum(1.0, 1e3 / jnp.maximum(norm, 1e-6))
    return value, jax.tree.map(lambda g: (scale * g).astype(g.dtype), grads)
