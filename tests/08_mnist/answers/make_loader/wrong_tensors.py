# Does not yield a pair of NumPy arrays.
# fails: test_batches_are_numpy_arrays
def make_loader(ds, bs, shuffle, seed):
    generator = torch.Generator().manual_seed(seed)
    return DataLoader(ds, batch_size=bs, shuffle=shuffle, drop_last=shuffle, generator=generator)
