# Turns the value into a Python float, which a tracer cannot be.
# fails: test_works_under_jit
def value_grad_aux(loss):
    def flat(params, *data):
        (value, aux), grads = jax.value_and_grad(loss, has_aux=True)(params, *data)
        return float(value), aux, grads

    return flat
