# Smooths the labels a little.
# fails: test_being_sure_and_right_costs_nothing
def nll(params, x, y_onehot):
    log_p, smooth = batched_predict(params, x), 1e-4
    y = (1 - smooth) * y_onehot + smooth / y_onehot.shape[1]
    return -jnp.mean(jnp.sum(log_p * y, axis=1))
