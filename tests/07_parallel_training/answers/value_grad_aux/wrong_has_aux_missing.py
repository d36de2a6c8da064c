# Lets JAX differentiate a function that gives no scalar, as without `has_aux=True`.
# fails: test_returns_the_flat_tuple, test_grads_are_of_the_value_by_the_parameters, test_any_number_of_data_and_any_aux, test_calls_the_loss_once, test_works_under_jit
def value_grad_aux(loss):
    def flat(params, *data):
        (value, aux), grads = jax.value_and_grad(loss)(params, *data)
        return value, aux, grads

    return flat
