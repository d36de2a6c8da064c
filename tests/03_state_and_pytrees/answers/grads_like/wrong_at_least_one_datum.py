# Raises an exception where `loss` takes no data.
# fails: test_params_may_be_one_array_and_data_anything, test_integers_and_bools_get_zeros, test_integers_of_every_size_get_zeros, test_every_float_dtype_counts, test_gradients_come_as_they_are, test_works_under_jit
def grads_like(loss, params, *data):
    params = jax.tree.map(jnp.asarray, params)
    first, *rest = data
    value, grads = jax.value_and_grad(loss, allow_int=True)(params, first, *rest)
    return value, jax.tree.map(lambda p, g: jnp.zeros_like(p) if g.dtype == jax.dtypes.float0 else g, params, grads)
