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
