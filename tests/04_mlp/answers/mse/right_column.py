# Gives a flat target the missing axis.
def mse(params, x, y):
    if y.ndim == 1:
        y = y[:, None]
    return jnp.square(forward(params, x) - y).mean()
