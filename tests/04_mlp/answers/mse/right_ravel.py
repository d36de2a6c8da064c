# Flattens both sides.
def mse(params, x, y):
    errors = forward(params, x).ravel() - y.ravel()
    return jnp.dot(errors, errors) / errors.size
