# Makes another number of operations for a larger batch, as a Python loop does.
# fails: test_the_program_does_not_grow_with_the_batch
def batched_predict(params, x):
    return jnp.stack([predict(params, image) for image in x])
