# Iterates over the loader once for all epochs.
# fails: test_every_epoch_asks_the_loader_anew
def train(params, loader, epochs, lr):
    losses = []
    batches = list(loader)
    for _ in range(epochs):
        for x, y in batches:
            params, loss = step(params, x, y, lr)
            losses.append(float(loss))
    return params, losses


@jax.jit
def step(params, x, y, lr):
    loss, grads = jax.value_and_grad(nll)(params, x, jax.nn.one_hot(y, 10))
    return jax.tree.map(lambda p, g: p - lr * g, params, grads), loss


def evaluate(params, loader):
    right = total = 0
    for x, y in loader:
        right, total = right + float(accuracy(params, x, y)) * len(y), total + len(y)
    return right / total
