# Lets the auxiliary part carry the value, so that `grad` is enough.
def value_grad_aux(loss):
    def doubled(*args):
        value, aux = loss(*args)
        return value, (value, aux)

    def flat(*args):
        grads, (value, aux) = jax.grad(doubled, has_aux=True)(*args)
        return value, aux, grads

    return flat
