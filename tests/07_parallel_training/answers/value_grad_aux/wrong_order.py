# Returns the gradients before the auxiliary results.
# fails: test_returns_the_flat_tuple
def value_grad_aux(loss):
    def flat(params, *data):
        (value, aux), grads = jax.value_and_grad(loss, has_aux=True)(params, *data)
        return value, grads, aux

    return flat
