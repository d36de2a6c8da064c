# Skips steps whose gradients are nan.
# fails: test_a_step_with_nan_is_taken_too
@jax.jit
def sgd_step(params, x, y, lr):
    loss, grads = jax.value_and_grad(nll)(params, x, jax.nn.one_hot(y, 10))
    fine = jnp.all(jnp.array([jnp.isfinite(g).all() for g in jax.tree.leaves(grads)]))
    return jax.tree.map(lambda p, g: jnp.where(fine, p - lr * g, p), params, grads), loss


def train(params, loader, epochs, lr):
    losses = []
    for _ in range(epochs):
        for x, y in loader:
            params, loss = sgd_step(params, x, y, lr)
            losses.append(float(loss))
    return params, losses


def evaluate(params, loader):
    correct = total = 0
    for x, y in loader:
        correct += float(accuracy(params, x, y)) * len(y)
        total += len(y)
    return correct / total
