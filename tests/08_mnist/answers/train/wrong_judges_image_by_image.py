# Runs many more Python functions for a larger batch, as a loop over its images does.
# fails: test_evaluate_takes_whole_batches
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
    verdicts = []
    for xs, ys in loader:
        for x, y in zip(xs, ys, strict=True):
            verdicts.append(int(jnp.argmax(predict(params, x))) == y)
    return sum(verdicts) / len(verdicts)
