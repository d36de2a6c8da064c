# Asks for worker processes, although a process that uses JAX must not be forked.
# fails: test_judging_sees_every_sample_in_order, test_training_has_full_batches_only, test_every_epoch_has_a_new_order, test_the_seed_alone_decides_the_order, test_batches_are_numpy_arrays
def make_loader(ds, bs, shuffle, seed):
    generator = torch.Generator().manual_seed(seed)
    return DataLoader(ds, bs, shuffle, drop_last=shuffle, collate_fn=numpy_collate, generator=generator, num_workers=2)
