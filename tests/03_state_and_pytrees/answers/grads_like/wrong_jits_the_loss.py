# Compiles the loss, which takes no strings and functions.
# fails: test_params_may_be_one_array_and_data_anything
def grads_like(loss, params, *data):
    params = jax.tree.map(jnp.asarray, params)
    value, grads = jax.value_and_grad(jax.jit(loss), allow_int=True)(params, *data)
    return value, jax.tree.map(lambda p, g: jnp.zeros_like(p) if g.dtype == jax.dtypes.float0 else g, params, grads)
