"""What probes of this assignment share."""


def spends_twice(f, key):
    """Whether one and the same key is drawn from or split twice, by its data.

    JAX's own checker also takes keys for spent that were stacked, sliced or chosen after a split, so what it finds is
    looked at once more: `f` runs in Python, and each key that is spent leaves its data in a list.
    """
    import jax
    import numpy as np
    from jax.extend.core.primitives import random_bits_p, random_split_p

    from gradax.testing.detectors import keys

    spent = []

    def noting(do):
        def noted(key, *rest, **params):
            data = np.asarray(jax.random.key_data(key))
            spent.extend(each.tobytes() for each in data.reshape(-1, data.shape[-1]))
            return do(key, *rest, **params)

        return noted

    if not keys.key_reuse(f, key):
        return False
    before = random_bits_p.impl, random_split_p.impl
    random_bits_p.impl, random_split_p.impl = map(noting, before)
    try:
        with jax.disable_jit():
            f(key)
    finally:
        random_bits_p.impl, random_split_p.impl = before
    return len(set(spent)) < len(spent)
