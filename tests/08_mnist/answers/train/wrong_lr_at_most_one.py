# Takes a learning rate between 0 and 1.
# fails: test_one_batch_makes_one_downhill_step
@jax.jit
def _step(params, x, y, lr):
    loss, grads = jax.value_and_grad(nll)(params, x, jax.nn.one_hot(y, 10))
    return jax.tree.map(lambda p, g: p - lr * g, params, grads), loss


def train(params, loader, epochs, lr):
    losses = []
    lr = min(max(lr, 0.0), 1.0)
    for _ in range(epochs):
        for x, y in loader:
            params, loss = _step(params, x, y, lr)
            losses.append(float(loss))
    return params, losses


def evaluate(params, loader):
    correct = total = 0
    for x, y in loader:
        correct += float(accuracy(params, x, y)) * len(y)
        total += len(y)
    return correct / total
