# Looks at the first ten classes.
# fails: test_all_right_and_all_wrong
def accuracy(params, x, y):
    return jnp.mean(batched_predict(params, x)[:, :10].argmax(-1) == y)
