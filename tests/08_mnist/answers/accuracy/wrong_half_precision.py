# Compares in half precision.
# fails: test_all_right_and_all_wrong
def accuracy(params, x, y):
    return jnp.mean(batched_predict(params, x).astype(jnp.bfloat16).argmax(-1) == y)
