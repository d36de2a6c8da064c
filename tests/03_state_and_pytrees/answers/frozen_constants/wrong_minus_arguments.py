# Misses an array that is frozen and an argument as well.
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

    return [np.asarray(c) for c in {id(c): c for c in look(jax.make_jaxpr(f)(*args))}.values() if np.ndim(c) and not any(c is arg for arg in args)]
