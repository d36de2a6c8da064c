# Optax's SGD; evaluation on everything at once.
import optax


def train(params, loader, epochs, lr):
    optimiser = optax.sgd(lr)
    state = optimiser.init(params)

    @jax.jit
    def step(params, state, x, y):
        labels = jax.nn.one_hot(y, 10)
        loss, grads = jax.value_and_grad(nll)(params, x, labels)
        updates, state = optimiser.update(grads, state, params)
        return optax.apply_updates(params, updates), state, loss

    losses = []
    for _ in range(epochs):
        for x, y in loader:
            params, state, loss = step(params, state, jnp.asarray(x), jnp.asarray(y))
            losses.append(float(loss))
    return params, losses


def evaluate(params, loader):
    x, y = (np.concatenate(part) for part in zip(*loader))
    return accuracy(params, x, y)
