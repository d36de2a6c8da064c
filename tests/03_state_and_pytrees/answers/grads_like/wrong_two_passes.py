# Calls `loss` more than once.
# fails: test_calls_the_loss_once
def grads_like(loss, params, *data):
    params = jax.tree.map(jnp.asarray, params)
    grads = jax.grad(loss, allow_int=True)(params, *data)
    grads = jax.tree.map(lambda p, g: jnp.zeros_like(p) if g.dtype == jax.dtypes.float0 else g, params, grads)
    return loss(params, *data), grads
