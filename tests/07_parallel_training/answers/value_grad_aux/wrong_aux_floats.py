# Makes floats of all that is in `aux`.
# fails: test_any_number_of_data_and_any_aux
def value_grad_aux(loss):
    def f(params, *data):
        (value, aux), grads = jax.value_and_grad(loss, has_aux=True)(params, *data)
        return value, jax.tree.map(lambda x: jnp.asarray(x, jnp.float32), aux), grads
    return f
