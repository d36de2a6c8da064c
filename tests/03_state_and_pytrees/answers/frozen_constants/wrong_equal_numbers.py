# Misses an array that has the numbers of another one, in another dtype or shape.
# fails: test_tells_equal_numbers_apart
# Takes arrays for one if their numbers are equal, whatever their dtype.
def frozen_constants(f, *args):
    def look(value):
        if isinstance(value, (tuple, list)):
            for each in value:
                yield from look(each)
        yield from getattr(value, "consts", ())
        for eqn in getattr(value, "eqns", ()):
            for param in eqn.params.values():
                yield from look(param)

    found = []
    for c in {id(c): c for c in look(jax.make_jaxpr(f)(*args))}.values():
        if np.ndim(c) and not any(np.array_equal(np.asarray(c), other, equal_nan=other.dtype.kind == 'f') for other in found):
            found.append(np.asarray(c))
    return found
