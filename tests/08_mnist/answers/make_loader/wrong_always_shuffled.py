# Changes the order of the samples although `shuffle` is False.
# fails: test_judging_sees_every_sample_in_order, test_batches_are_numpy_arrays
def make_loader(ds, bs, shuffle, seed):
    generator = torch.Generator().manual_seed(seed)
    return DataLoader(ds, bs, shuffle=True, drop_last=shuffle, collate_fn=numpy_collate, generator=generator)
