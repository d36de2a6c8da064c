"""What the probes of 08 share; these functions travel with them."""


def used_twice(f, key):
    """Whether `f` draws from a key, or splits it, that it has drawn from or split before: seen by the keys' numbers.

    Everything runs in Python, so that every key has its numbers, and none is taken for used because its neighbour is.
    """
    import jax
    import numpy as np

    found, used = {}, []

    def look(jaxpr):
        for equation in jaxpr.eqns:
            if equation.primitive.name in ("random_bits", "random_split"):
                found[equation.primitive.name] = equation.primitive
            for value in equation.params.values():
                if hasattr(value, "jaxpr"):
                    look(value.jaxpr)

    def watched(primitive):
        bind = type(primitive).bind

        def watch(keys, *args, **params):
            if not isinstance(keys, jax.core.Tracer):
                used.extend(map(tuple, np.asarray(jax.random.key_data(keys)).reshape(-1, 2).tolist()))
            return bind(primitive, keys, *args, **params)

        return watch

    look(jax.make_jaxpr(lambda key: jax.random.bits(jax.random.split(key)[0]))(key).jaxpr)
    for primitive in found.values():
        primitive.bind = watched(primitive)
    try:
        with jax.disable_jit():
            f(key)
    finally:
        for primitive in found.values():
            del primitive.bind
    return len(used) > len(set(used))


def numbers(n):
    """A dataset of `n` samples: sample i has the label i and an image full of i."""
    import numpy as np

    class Numbers:
        def __len__(self):
            return n

        def __getitem__(self, i):
            if not 0 <= i < n:
                raise IndexError(i)
            return np.full(3, i, np.float32), int(i)

    return Numbers()


def labels_in(batch):
    """The labels of a pair of images and labels; None of anything else."""
    import numpy as np

    return np.asarray(batch[1]).tolist() if isinstance(batch, (tuple, list)) and len(batch) == 2 else None


def passing(passes):
    """A loader whose k-th pass yields `passes[k]`, and that counts its passes."""

    class Loader:
        count = 0

        def __iter__(self):
            self.count += 1
            return iter(passes[(self.count - 1) % len(passes)])

    return Loader()


def calls_of(f):
    """How many Python functions are called while `f` runs: tens for a compiled step, ten thousand for its tracing."""
    import sys

    calls = 0

    def profile(frame, event, arg):
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        f()
    finally:
        sys.setprofile(before)
    return calls
