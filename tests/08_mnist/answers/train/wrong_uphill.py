# Adds the gradient instead of subtracting it.
# fails: test_one_batch_makes_one_downhill_step, test_losses_of_every_step_before_its_update, test_every_epoch_asks_the_loader_anew, test_it_learns_to_read
def train(params, loader, epochs, lr):
    losses = []
    for _ in range(epochs):
        for x, y in loader:
            loss, grads = loss_and_grads(params, x, y)
            params = jax.tree.map(lambda p, g: p + lr * g, params, grads)
            losses.append(loss)
    return params, losses


@jax.jit
def loss_and_grads(params, x, y):
    return jax.value_and_grad(nll)(params, x, jax.nn.one_hot(y, 10))


def evaluate(params, loader):
    counts = [(accuracy(params, x, y) * len(y), len(y)) for x, y in loader]
    return sum(right for right, _ in counts) / sum(size for _, size in counts)
