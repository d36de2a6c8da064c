# Is always 1.
# fails: test_share_of_images_that_are_right, test_as_many_images_as_classes, test_all_right_and_all_wrong
def accuracy(params, x, y):
    guesses = jnp.argmax(batched_predict(params, x), axis=1)
    return jnp.mean(guesses == guesses)
