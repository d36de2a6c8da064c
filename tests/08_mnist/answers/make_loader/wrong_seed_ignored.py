# Gives another order when it is called again with the same seed.
# fails: test_the_seed_alone_decides_the_order
def make_loader(ds, bs, shuffle, seed):
    return DataLoader(ds, bs, shuffle=shuffle, drop_last=shuffle, collate_fn=numpy_collate)
