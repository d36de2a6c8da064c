# Loops over the images in Python, so the program grows with the batch.
# fails: test_the_program_does_not_grow_with_the_batch
def batched_predict(params, x):
    return jnp.stack([predict(params, image) for image in x])
