# Runs thousands of Python functions for every further batch, as a step does that is compiled anew, or never.
# fails: test_the_step_is_compiled_once, test_it_learns_to_read
def train(params, loader, epochs, lr):
    losses = []
    for _ in range(epochs):
        for x, y in loader:
            loss_of = jax.jit(jax.value_and_grad(lambda p: nll(p, x, jax.nn.one_hot(y, 10))))
            loss, grads = loss_of(params)
            params = jax.tree.map(lambda p, g: p - lr * g, params, grads)
            losses.append(float(loss))
    return params, losses


def evaluate(params, loader):
    right = total = 0
    for x, y in loader:
        right, total = right + float(accuracy(params, x, y)) * len(y), total + len(y)
    return right / total
