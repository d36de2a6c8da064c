# Asks Optax.
import optax


def sgd_step(params, grads, lr):
    optimizer = optax.sgd(lr)
    updates, _ = optimizer.update(grads, optimizer.init(params), params)
    return optax.apply_updates(params, updates)
