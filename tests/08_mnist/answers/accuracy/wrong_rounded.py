# Rounds before it looks for the largest.
# fails: test_all_right_and_all_wrong
def accuracy(params, x, y):
    return jnp.mean(jnp.round(batched_predict(params, x), 2).argmax(-1) == y)
