# Reports the same array more than once.
# fails: test_reports_each_array_once
# Finds repeated arrays by their values, and nan is not equal to nan.
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
    for c in look(jax.make_jaxpr(f)(*args)):
        c = np.asarray(c)
        if c.ndim and not any(c.dtype == other.dtype and np.array_equal(c, other) for other in found):
            found.append(c)
    return found
