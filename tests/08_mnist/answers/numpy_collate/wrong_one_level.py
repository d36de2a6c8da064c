# Handles one level only: what is nested deeper stays a list of tuples or dicts.
# fails: test_nested_samples
def numpy_collate(batch):
    first = batch[0]
    if isinstance(first, dict):
        return {name: np.array([sample[name] for sample in batch]) for name in first}
    if isinstance(first, (tuple, list)):
        return tuple(np.array(leaves) for leaves in zip(*batch))
    return np.array(batch)
