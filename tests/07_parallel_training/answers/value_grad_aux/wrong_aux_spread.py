# Spreads an `aux` that is a tuple over the result, so that there are more than three parts.
# fails: test_any_number_of_data_and_any_aux
def value_grad_aux(loss):
    def flat(params, *data):
        (value, aux), grads = jax.value_and_grad(loss, has_aux=True)(params, *data)
        return (value, *aux, grads) if isinstance(aux, tuple) else (value, aux, grads)

    return flat
