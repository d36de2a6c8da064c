# Goes on where the last iteration was broken off.
# fails: test_an_epoch_may_be_broken_off
class _Loader:
    def __init__(self, ds, bs, shuffle, seed):
        self.ds, self.bs, self.shuffle = ds, bs, shuffle
        self.rng = np.random.default_rng(seed)
        self.order = []

    def __iter__(self):
        return self

    def __next__(self):
        if not len(self.order):
            if getattr(self, "began", False):
                self.began = False
                raise StopIteration
            self.began = True
            order = self.rng.permutation(len(self.ds)) if self.shuffle else np.arange(len(self.ds))
            stop = len(order) - len(order) % self.bs if self.shuffle else len(order)
            self.order = order[:stop]
        rows, self.order = self.order[: self.bs], self.order[self.bs :]
        return numpy_collate([self.ds[int(j)] for j in rows])


def make_loader(ds, bs, shuffle, seed):
    return _Loader(ds, bs, shuffle, seed)
