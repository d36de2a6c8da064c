# Measures a loss after the update of its step.
# fails: test_losses_of_every_step_before_its_update
def train(params, loader, epochs, lr):
    losses = []
    for _ in range(epochs):
        for x, y in loader:
            params, loss = step(params, x, y, lr)
            losses.append(float(loss))
    return params, losses


@jax.jit
def step(params, x, y, lr):
    onehot = jax.nn.one_hot(y, 10)
    params = jax.tree.map(lambda p, g: p - lr * g, params, jax.grad(nll)(params, x, onehot))
    return params, nll(params, x, onehot)


def evaluate(params, loader):
    right = total = 0
    for x, y in loader:
        right, total = right + float(accuracy(params, x, y)) * len(y), total + len(y)
    return right / total
