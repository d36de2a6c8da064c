# Stops where the loss is tiny.
# fails: test_a_step_with_nothing_to_learn_is_taken_too
@jax.jit
def _step(params, x, y, lr):
    loss, grads = jax.value_and_grad(nll)(params, x, jax.nn.one_hot(y, 10))
    return jax.tree.map(lambda p, g: p - lr * g, params, grads), loss


def train(params, loader, epochs, lr):
    losses = []
    for _ in range(epochs):
        for x, y in loader:
            new, loss = _step(params, x, y, lr)
            losses.append(float(loss))
            if losses[-1] >= 1e-3 or np.isnan(losses[-1]):
                params = new
            else:
                return params, losses
    return params, losses


def evaluate(params, loader):
    correct = total = 0
    for x, y in loader:
        correct += float(accuracy(params, x, y)) * len(y)
        total += len(y)
    return correct / total
