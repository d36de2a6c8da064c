# Yields a batch that is not full when training.
# fails: test_training_has_full_batches_only
def make_loader(ds, bs, shuffle, seed):
    generator = torch.Generator().manual_seed(seed)
    return DataLoader(ds, batch_size=bs, shuffle=shuffle, collate_fn=numpy_collate, generator=generator)
