# Takes a tuple of one out of its tuple.
# fails: test_bare_samples
def numpy_collate(batch):
    first = batch[0]
    if isinstance(first, dict):
        return {name: numpy_collate([sample[name] for sample in batch]) for name in first}
    if isinstance(first, (tuple, list)):
        if len(first) == 1:
            return numpy_collate([sample[0] for sample in batch])
        return tuple(numpy_collate(list(leaves)) for leaves in zip(*batch, strict=True))
    return np.stack(batch)
