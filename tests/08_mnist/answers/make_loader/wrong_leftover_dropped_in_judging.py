# Leaves samples out when judging.
# fails: test_judging_sees_every_sample_in_order
def make_loader(ds, bs, shuffle, seed):
    generator = torch.Generator().manual_seed(seed)
    return DataLoader(ds, bs, shuffle=shuffle, drop_last=True, collate_fn=numpy_collate, generator=generator)
