# Looks the true class up instead of multiplying by zeros.
def nll(params, x, y_onehot):
    log_p = batched_predict(params, x)
    y = jnp.argmax(y_onehot, axis=1)
    return -jnp.take_along_axis(log_p, y[:, None], axis=1).mean()
