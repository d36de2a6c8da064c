# Makes int32 of int64.
# fails: test_kinds_of_numbers
def numpy_collate(batch):
    first = batch[0]
    if isinstance(first, dict):
        return {name: numpy_collate([sample[name] for sample in batch]) for name in first}
    if isinstance(first, (tuple, list)):
        return tuple(numpy_collate(list(leaves)) for leaves in zip(*batch, strict=True))
    out = np.stack(batch)
    return out.astype(np.int32) if out.dtype == np.int64 else out
