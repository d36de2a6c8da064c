# Lets the weights shrink a little, too.
# fails: test_nothing_moves_where_nothing_is_wrong
@jax.jit
def train_step(params, x, y, lr):
    loss, grads = jax.value_and_grad(mse)(params, x, y)
    grads = jax.tree.map(lambda p, g: g + 1e-4 * p, params, grads)
    return sgd_step(params, grads, lr), loss
