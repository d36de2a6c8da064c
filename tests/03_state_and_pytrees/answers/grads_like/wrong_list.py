# Gives gradients of another structure than `params`.
# fails: test_value_and_gradients_by_all_floats, test_integers_and_bools_get_zeros, test_works_under_jit, test_calls_the_loss_once, test_integers_of_every_size_get_zeros, test_params_may_be_one_array_and_data_anything, test_gradients_come_as_they_are
def grads_like(loss, params, *data):
    params = jax.tree.map(jnp.asarray, params)
    value, grads = jax.value_and_grad(loss, allow_int=True)(params, *data)
    grads = jax.tree.map(lambda p, g: jnp.zeros_like(p) if g.dtype == jax.dtypes.float0 else g, params, grads)
    return value, jax.tree.leaves(grads)
