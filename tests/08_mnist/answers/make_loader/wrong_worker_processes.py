# Asks for worker processes, which forks a process that uses JAX.
# fails: unknown
def make_loader(ds, bs, shuffle, seed):
    generator = torch.Generator().manual_seed(seed)
    return DataLoader(ds, bs, shuffle, drop_last=shuffle, collate_fn=numpy_collate, generator=generator, num_workers=2)
