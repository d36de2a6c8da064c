# Gives the memory of the caller's parameters away, as donating them does.
# fails: test_the_callers_parameters_stay_as_they_are
from functools import partial


@partial(jax.jit, donate_argnums=0)
def step(params, x, y, lr):
    loss, grads = jax.value_and_grad(nll)(params, x, jax.nn.one_hot(y, 10))
    return jax.tree.map(lambda p, g: p - lr * g, params, grads), loss


def train(params, loader, epochs, lr):
    losses = []
    for _ in range(epochs):
        for x, y in loader:
            params, loss = step(params, x, y, lr)
            losses.append(float(loss))
    return params, losses


def evaluate(params, loader):
    right = total = 0
    for x, y in loader:
        right, total = right + float(accuracy(params, x, y)) * len(y), total + len(y)
    return right / total
