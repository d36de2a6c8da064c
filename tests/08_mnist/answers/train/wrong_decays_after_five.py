# Halves the rate after five epochs.
# fails: test_every_epoch_asks_the_loader_anew
@jax.jit
def _step(params, x, y, lr):
    loss, grads = jax.value_and_grad(nll)(params, x, jax.nn.one_hot(y, 10))
    return jax.tree.map(lambda p, g: p - lr * g, params, grads), loss


def train(params, loader, epochs, lr):
    losses = []
    for epoch in range(epochs):
        for x, y in loader:
            params, loss = _step(params, x, y, lr * 0.5 ** (epoch // 5))
            losses.append(float(loss))
    return params, losses


def evaluate(params, loader):
    correct = total = 0
    for x, y in loader:
        correct += float(accuracy(params, x, y)) * len(y)
        total += len(y)
    return correct / total
