# Averages the losses of the single examples.
def mse(params, x, y):
    predictions = forward(params, x)

    def one(prediction, target):
        return jnp.mean(jnp.abs(prediction - target) ** 2)

    return jnp.mean(jax.vmap(one)(predictions, jnp.reshape(y, predictions.shape)))
