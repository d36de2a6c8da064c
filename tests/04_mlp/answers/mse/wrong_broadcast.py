# Subtracts (n,) from (n, 1) and compares every prediction with every target.
# fails: test_flat_targets_are_not_broadcast
def mse(params, x, y):
    return jnp.mean((forward(params, x) - y) ** 2)
