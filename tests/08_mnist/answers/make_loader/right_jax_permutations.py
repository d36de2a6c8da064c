# Two classes, and JAX's keys for the orders: fold_in with the number of the epoch.
class Judging:
    def __init__(self, ds, bs):
        self.ds, self.bs = ds, bs

    def rows(self):
        return np.arange(len(self.ds))

    def __iter__(self):
        rows = self.rows()
        return (
            numpy_collate([self.ds[int(i)] for i in part])
            for part in np.split(rows, range(self.bs, len(rows), self.bs))
        )


class Training(Judging):
    def __init__(self, ds, bs, seed):
        super().__init__(ds, bs)
        self.key, self.epoch = jax.random.key(seed), 0

    def rows(self):
        self.epoch += 1
        rows = np.asarray(jax.random.permutation(jax.random.fold_in(self.key, self.epoch), len(self.ds)))
        return rows[: len(rows) // self.bs * self.bs]


def make_loader(ds, bs, shuffle, seed):
    return Training(ds, bs, seed) if shuffle else Judging(ds, bs)
