# Makes batches of pairs by itself.
# fails: test_samples_of_any_kind
class _Loader:
    def __init__(self, ds, bs, shuffle, seed):
        self.ds, self.bs, self.shuffle = ds, bs, shuffle
        self.rng = np.random.default_rng(seed)

    def __iter__(self):
        order = self.rng.permutation(len(self.ds)) if self.shuffle else np.arange(len(self.ds))
        stop = len(order) - len(order) % self.bs if self.shuffle else len(order)
        for i in range(0, stop, self.bs):
            xs, ys = zip(*[self.ds[int(j)] for j in order[i : i + self.bs]])
            yield np.stack(xs), np.array(ys)


def make_loader(ds, bs, shuffle, seed):
    return _Loader(ds, bs, shuffle, seed)
