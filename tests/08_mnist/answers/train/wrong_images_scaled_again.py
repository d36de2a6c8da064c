# Divides the images by 255 although they come scaled.
# fails: test_one_batch_makes_one_downhill_step, test_losses_of_every_step_before_its_update, test_every_epoch_asks_the_loader_anew, test_it_learns_to_read
def train(params, loader, epochs, lr):
    losses = []
    for _ in range(epochs):
        for x, y in loader:
            params, loss = step(params, x / 255, y, lr)
            losses.append(float(loss))
    return params, losses


@jax.jit
def step(params, x, y, lr):
    loss, grads = jax.value_and_grad(nll)(params, x, jax.nn.one_hot(y, 10))
    return jax.tree.map(lambda p, g: p - lr * g, params, grads), loss


def evaluate(params, loader):
    right = total = 0
    for x, y in loader:
        right, total = right + accuracy(params, x / 255, y) * len(y), total + len(y)
    return right / total
