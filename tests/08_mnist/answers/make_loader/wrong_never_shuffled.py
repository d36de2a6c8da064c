# Yields the samples in the dataset's order although `shuffle` is True.
# fails: test_every_epoch_has_a_new_order, test_the_seed_alone_decides_the_order
def make_loader(ds, bs, shuffle, seed):
    return DataLoader(ds, bs, drop_last=shuffle, collate_fn=numpy_collate)
