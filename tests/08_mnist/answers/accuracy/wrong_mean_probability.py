# Averages the probability of the true class instead of counting.
# fails: test_share_of_images_that_are_right, test_as_many_images_as_classes, test_all_right_and_all_wrong
def accuracy(params, x, y):
    p = jnp.exp(batched_predict(params, x))
    return jnp.mean(p[jnp.arange(len(y)), y])
