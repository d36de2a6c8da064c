# Has four orders, which take turns.
# fails: test_every_epoch_has_a_new_order
class _Loader:
    def __init__(self, ds, bs, shuffle, seed):
        self.ds, self.bs, self.shuffle = ds, bs, shuffle
        rng = np.random.default_rng(seed)
        self.orders = [rng.permutation(len(ds)) for _ in range(4)]
        self.epoch = 0

    def __iter__(self):
        n = len(self.ds)
        order = self.orders[self.epoch % 4] if self.shuffle else np.arange(n)
        self.epoch += 1
        stop = n - n % self.bs if self.shuffle else n
        for i in range(0, stop, self.bs):
            yield numpy_collate([self.ds[int(j)] for j in order[i : i + self.bs]])


def make_loader(ds, bs, shuffle, seed):
    return _Loader(ds, bs, shuffle, seed)
