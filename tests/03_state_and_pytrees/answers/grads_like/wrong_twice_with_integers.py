# Calls `loss` more than once.
# fails: test_calls_the_loss_once
def grads_like(loss, params, *data):
    params = jax.tree.map(jnp.asarray, params)
    if all(jnp.issubdtype(leaf.dtype, jnp.floating) for leaf in jax.tree.leaves(params)):
        return jax.value_and_grad(loss)(params, *data)
    grads = jax.grad(loss, allow_int=True)(params, *data)
    return loss(params, *data), jax.tree.map(lambda p, g: jnp.zeros_like(p) if g.dtype == jax.dtypes.float0 else g, params, grads)
