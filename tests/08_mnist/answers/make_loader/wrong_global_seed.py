# Lets the order depend on what others draw, seed or load in the meantime.
# fails: test_the_seed_alone_decides_the_order
def make_loader(ds, bs, shuffle, seed):
    torch.manual_seed(seed)
    return DataLoader(ds, bs, shuffle=shuffle, drop_last=shuffle, collate_fn=numpy_collate)
