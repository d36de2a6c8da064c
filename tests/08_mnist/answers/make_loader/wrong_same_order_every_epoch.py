# Repeats the order of one epoch in the next.
# fails: test_every_epoch_has_a_new_order
class Loader:
    def __init__(self, ds, bs, shuffle, seed):
        self.ds, self.bs, self.shuffle, self.seed = ds, bs, shuffle, seed

    def __iter__(self):
        order = np.arange(len(self.ds))
        if self.shuffle:
            order = np.random.default_rng(self.seed).permutation(order)
        for at in range(0, len(order), self.bs):
            rows = order[at : at + self.bs]
            if len(rows) == self.bs or not self.shuffle:
                yield numpy_collate([self.ds[int(i)] for i in rows])


def make_loader(ds, bs, shuffle, seed):
    return Loader(ds, bs, shuffle, seed)
