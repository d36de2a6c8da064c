# Squeezes the arrays, so a batch of one sample loses its first axis.
# fails: test_one_sample
def numpy_collate(batch):
    return jax.tree.map(lambda *leaves: np.squeeze(np.stack(leaves)), *batch)
