# Traces with the first argument and the rest, so that there must be a first one.
# fails: test_any_number_of_arguments
def frozen_constants(f, *args):
    def look(value):
        if isinstance(value, (tuple, list)):
            for each in value:
                yield from look(each)
        yield from getattr(value, "consts", ())
        for eqn in getattr(value, "eqns", ()):
            for param in eqn.params.values():
                yield from look(param)

    first, *rest = args
    found = {id(c): c for c in look(jax.make_jaxpr(f)(first, *rest))}
    return [np.asarray(c) for c in found.values() if np.ndim(c)]
