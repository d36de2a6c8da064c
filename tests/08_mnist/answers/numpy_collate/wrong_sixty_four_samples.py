# Takes the first 64 samples.
# fails: test_bare_samples
def numpy_collate(batch):
    return jax.tree.map(lambda *x: np.stack(x) if len(x) <= 64 else np.stack(x[:64]), *batch)
