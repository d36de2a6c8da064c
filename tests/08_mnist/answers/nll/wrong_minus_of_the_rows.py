# Turns the sign of the one-hot rows, whose integers may have none.
# fails: test_batch_sizes_and_integers
def nll(params, x, y_onehot):
    return jnp.mean(jnp.sum(-y_onehot * batched_predict(params, x), axis=1))
