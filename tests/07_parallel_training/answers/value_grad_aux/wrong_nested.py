# Returns nested pairs instead of one flat tuple.
# fails: test_returns_the_flat_tuple, test_any_number_of_data_and_any_aux
def value_grad_aux(loss):
    return jax.value_and_grad(loss, has_aux=True)
