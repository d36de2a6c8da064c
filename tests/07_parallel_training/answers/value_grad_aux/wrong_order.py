# Returns the three parts in another order.
# fails: test_returns_the_flat_tuple, test_any_number_of_data_and_any_aux
def value_grad_aux(loss):
    def flat(params, *data):
        (value, aux), grads = jax.value_and_grad(loss, has_aux=True)(params, *data)
        return value, grads, aux

    return flat
