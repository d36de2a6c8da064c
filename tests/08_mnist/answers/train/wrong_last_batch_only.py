# Gives a score of 1 although images of the first batch are wrong, as the last batch alone does.
# fails: test_evaluate_counts_every_image_once
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
    for x, y in loader:
        score = accuracy(params, x, y)
    return score
