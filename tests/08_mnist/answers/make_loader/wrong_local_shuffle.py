# Shuffles within a buffer of a few batches.
# fails: test_every_epoch_has_a_new_order
class _Loader:
    def __init__(self, ds, bs, shuffle, seed):
        self.ds, self.bs, self.shuffle = ds, bs, shuffle
        self.rng = np.random.default_rng(seed)

    def __iter__(self):
        n = len(self.ds)
        order = np.argsort(np.arange(n) + self.rng.uniform(0, 12, size=n)) if self.shuffle else np.arange(n)
        stop = n - n % self.bs if self.shuffle else n
        for i in range(0, stop, self.bs):
            yield numpy_collate([self.ds[int(j)] for j in order[i : i + self.bs]])


def make_loader(ds, bs, shuffle, seed):
    return _Loader(ds, bs, shuffle, seed)
