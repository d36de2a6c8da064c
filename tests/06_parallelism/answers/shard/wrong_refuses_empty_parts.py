# Refuses more than two parts of no examples.
# fails: test_axes_of_length_0
def shard(xs, n):
    def split(x):
        if x.shape[0] % n or n > max(x.shape[0], 2):
            raise ValueError(f"{x.shape[0]} examples do not divide into {n} equal parts")
        return x.reshape(n, x.shape[0] // n, *x.shape[1:])

    return jax.tree.map(split, xs)


def unshard(xs):
    return jax.tree.map(lambda x: x.reshape(x.shape[0] * x.shape[1], *x.shape[2:]), xs)
