# A loader without torch: NumPy's generator, made once.
class Loader:
    def __init__(self, ds, bs, shuffle, seed):
        self.ds, self.bs, self.shuffle = ds, bs, shuffle
        self.rng = np.random.default_rng(seed)

    def __len__(self):
        return len(self.ds) // self.bs if self.shuffle else -(-len(self.ds) // self.bs)

    def __iter__(self):
        order = self.rng.permutation(len(self.ds)) if self.shuffle else range(len(self.ds))
        for k in range(len(self)):
            yield numpy_collate([self.ds[int(i)] for i in order[k * self.bs : (k + 1) * self.bs]])


def make_loader(ds, bs, shuffle, seed):
    return Loader(ds, bs, shuffle, seed)
