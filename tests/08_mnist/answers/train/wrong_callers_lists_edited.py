# Changes the parameters that the caller handed over.
# fails: test_the_callers_parameters_stay_as_they_are
def train(params, loader, epochs, lr):
    losses = []
    for _ in range(epochs):
        for x, y in loader:
            loss, grads = loss_and_grads(params, x, y)
            for pair, grad in zip(params, grads):
                pair[0] = pair[0] - lr * grad[0]
                pair[1] = pair[1] - lr * grad[1]
            losses.append(float(loss))
    return params, losses


@jax.jit
def loss_and_grads(params, x, y):
    return jax.value_and_grad(nll)(params, x, jax.nn.one_hot(y, 10))


def evaluate(params, loader):
    right = total = 0
    for x, y in loader:
        right, total = right + float(accuracy(params, x, y)) * len(y), total + len(y)
    return right / total
