# Divides by two at least.
# fails: test_batch_sizes_and_integers
def nll(params, x, y_onehot):
    log_p = batched_predict(params, x)
    count = jnp.sum(y_onehot, axis=0)
    by_class = jnp.sum(log_p * y_onehot, axis=0) / jnp.maximum(count, 1)
    return -jnp.sum(by_class * count) / jnp.maximum(jnp.sum(count), 2)
