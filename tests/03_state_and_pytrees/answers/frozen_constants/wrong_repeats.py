# Reports the same array more than once.
# fails: test_reports_each_array_once
def frozen_constants(f, *args):
    def look(value):
        if isinstance(value, (tuple, list)):
            for each in value:
                yield from look(each)
        yield from getattr(value, "consts", ())
        for eqn in getattr(value, "eqns", ()):
            for param in eqn.params.values():
                yield from look(param)

    return [np.asarray(c) for c in look(jax.make_jaxpr(f)(*args)) if np.ndim(c)]
