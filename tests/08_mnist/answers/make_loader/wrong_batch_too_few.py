# Yields another number of batches than the dataset fills when training.
# fails: test_training_has_full_batches_only, test_the_seed_alone_decides_the_order
def make_loader(ds, bs, shuffle, seed):
    generator = torch.Generator().manual_seed(seed)

    class Loader:
        def __iter__(self):
            count = len(ds)
            order = torch.randperm(count, generator=generator).tolist() if shuffle else list(range(count))
            stop = (count - 1) // bs * bs if shuffle else count
            for start in range(0, stop, bs):
                yield numpy_collate([ds[i] for i in order[start : start + bs]])

    return Loader()
