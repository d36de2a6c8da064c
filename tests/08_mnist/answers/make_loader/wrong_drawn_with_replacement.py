# Yields a sample twice in an epoch when training.
# fails: test_training_has_full_batches_only, test_the_seed_alone_decides_the_order
from torch.utils.data import RandomSampler


def make_loader(ds, bs, shuffle, seed):
    generator = torch.Generator().manual_seed(seed)
    sampler = RandomSampler(ds, replacement=True, generator=generator) if shuffle else None
    return DataLoader(ds, bs, sampler=sampler, drop_last=shuffle, collate_fn=numpy_collate)
