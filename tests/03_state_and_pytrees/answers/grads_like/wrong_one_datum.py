# Hands on the first of the data only.
# fails: test_value_and_gradients_by_all_floats, test_params_may_be_one_array_and_data_anything, test_calls_the_loss_once, test_works_under_jit
def grads_like(loss, params, *data):
    params = jax.tree.map(jnp.asarray, params)
    value, grads = jax.value_and_grad(loss, allow_int=True)(params, *data[:1])
    return value, jax.tree.map(lambda p, g: jnp.zeros_like(p) if g.dtype == jax.dtypes.float0 else g, params, grads)
