# Leaves most samples next to their neighbour in the dataset although `shuffle` is True.
# fails: test_every_epoch_has_a_new_order
class Loader:
    def __init__(self, ds, bs, shuffle, seed):
        self.ds, self.bs, self.shuffle = ds, bs, shuffle
        self.rng = np.random.default_rng(seed)

    def __iter__(self):
        n = len(self.ds)
        starts = np.arange(0, n - self.bs + 1 if self.shuffle else n, self.bs)
        if self.shuffle:
            starts = self.rng.permutation(starts)
        for at in starts:
            yield numpy_collate([self.ds[int(i)] for i in range(at, min(at + self.bs, n))])


def make_loader(ds, bs, shuffle, seed):
    return Loader(ds, bs, shuffle, seed)
