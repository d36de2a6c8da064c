# Explicit samplers: which samples, in which batches.
from torch.utils.data import BatchSampler, RandomSampler, SequentialSampler


def make_loader(ds, bs, shuffle, seed):
    generator = torch.Generator()
    generator.manual_seed(seed)
    sampler = RandomSampler(ds, generator=generator) if shuffle else SequentialSampler(ds)
    return DataLoader(ds, batch_sampler=BatchSampler(sampler, bs, drop_last=shuffle), collate_fn=numpy_collate)
