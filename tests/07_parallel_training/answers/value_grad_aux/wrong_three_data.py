# Passes on three data at most.
# fails: test_any_number_of_data_and_any_aux
def value_grad_aux(loss):
    def flat(params, *data):
        (value, aux), grads = jax.value_and_grad(loss, has_aux=True)(params, *data[:3])
        return value, aux, grads
    return flat
