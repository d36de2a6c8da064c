# Does not go through the loader exactly once in `evaluate`.
# fails: test_evaluate_counts_every_image_once, test_evaluate_takes_whole_batches
@jax.jit
def sgd_step(params, x, y, lr):
    loss, grads = jax.value_and_grad(nll)(params, x, jax.nn.one_hot(y, 10))
    return jax.tree.map(lambda p, g: p - lr * g, params, grads), loss


def train(params, loader, epochs, lr):
    losses = []
    for _ in range(epochs):
        for x, y in loader:
            params, loss = sgd_step(params, x, y, lr)
            losses.append(float(loss))
    return params, losses


def evaluate(params, loader):
    total = sum(len(y) for _, y in loader)
    return sum(float(accuracy(params, x, y)) * len(y) for x, y in loader) / total
