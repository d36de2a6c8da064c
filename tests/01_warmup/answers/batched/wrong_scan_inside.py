# Has a loop in the program of `per_pair(f)`, where `jax.vmap` needs none.
# fails: test_per_pair_is_vectorised
# Maps over the rows of A, and scans over those of B.
def batched(f):
    return jax.vmap(f)


def per_pair(f):
    def one(a, rows):
        return jax.lax.scan(lambda _, b: (None, f(a, b)), None, rows)[1]

    return jax.vmap(one, in_axes=(0, None))
