# Asks for the value of every integer, which a traced one has not.
# fails: test_works_under_jit
def grads_like(loss, params, *data):
    params = jax.tree.map(jnp.asarray, params)
    value, grads = jax.value_and_grad(loss, allow_int=True)(params, *data)
    zeros = lambda p: jnp.asarray(0 * np.asarray(p), p.dtype)
    return value, jax.tree.map(lambda p, g: zeros(p) if g.dtype == jax.dtypes.float0 else g, params, grads)
