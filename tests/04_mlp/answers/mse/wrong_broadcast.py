# Subtracts (n,) from (n, 1) and compares every prediction with every target.
# fails: ?
def mse(params, x, y):
    return jnp.mean((forward(params, x) - y) ** 2)
