# Judges by the loss: one minus the mean loss is no share of images.
# fails: test_evaluate_counts_every_image_once, test_evaluate_takes_whole_batches
def train(params, loader, epochs, lr):
    losses = []
    for _ in range(epochs):
        for x, y in loader:
            params, loss = step(params, x, y, lr)
            losses.append(float(loss))
    return params, losses


@jax.jit
def step(params, x, y, lr):
    loss, grads = jax.value_and_grad(nll)(params, x, jax.nn.one_hot(y, 10))
    return jax.tree.map(lambda p, g: p - lr * g, params, grads), loss


def evaluate(params, loader):
    losses = [float(nll(params, x, jax.nn.one_hot(y, 10))) for x, y in loader]
    return 1 - np.mean(losses)
