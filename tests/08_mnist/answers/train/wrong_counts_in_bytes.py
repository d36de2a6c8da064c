# Adds the hits of a batch up in bytes.
# fails: test_evaluate_counts_every_image_once
@jax.jit
def _step(params, x, y, lr):
    loss, grads = jax.value_and_grad(nll)(params, x, jax.nn.one_hot(y, 10))
    return jax.tree.map(lambda p, g: p - lr * g, params, grads), loss


def train(params, loader, epochs, lr):
    losses = []
    for _ in range(epochs):
        for x, y in loader:
            params, loss = _step(params, x, y, lr)
            losses.append(float(loss))
    return params, losses


def evaluate(params, loader):
    correct = total = 0
    for x, y in loader:
        hits = np.argmax(batched_predict(params, x), axis=1) == y
        correct += int(hits.sum(dtype=np.uint8))
        total += len(y)
    return correct / total
