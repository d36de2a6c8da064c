# Mends nan and inf.
# fails: test_bare_samples
def numpy_collate(batch):
    return jax.tree.map(lambda *x: np.nan_to_num(np.stack(x)) if np.stack(x).dtype.kind == "f" else np.stack(x), *batch)
