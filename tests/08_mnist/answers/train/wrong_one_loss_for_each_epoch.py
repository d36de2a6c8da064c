# Does not record one loss for each step.
# fails: test_losses_of_every_step_before_its_update, test_it_learns_to_read
def train(params, loader, epochs, lr):
    losses = []
    for _ in range(epochs):
        this_epoch = []
        for x, y in loader:
            params, loss = step(params, x, y, lr)
            this_epoch.append(float(loss))
        losses.append(np.mean(this_epoch))
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
