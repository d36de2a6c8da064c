# Gives the same order for two different seeds.
# fails: test_the_seed_alone_decides_the_order
def make_loader(ds, bs, shuffle, seed):
    generator = torch.Generator().manual_seed(0)
    return DataLoader(ds, bs, shuffle=shuffle, drop_last=shuffle, collate_fn=numpy_collate, generator=generator)
