# Runs the loss more than once.
# fails: test_calls_the_loss_once
def value_grad_aux(loss):
    def flat(params, *data):
        value, aux = loss(params, *data)
        grads = jax.grad(lambda p: loss(p, *data)[0])(params)
        return value, aux, grads

    return flat
