# Misses an array that `f` reads from outside, and one that has the numbers of another array.
# fails: test_finds_what_a_function_reads_from_outside, test_tells_equal_numbers_apart
# Takes an array of one entry for a scalar.
def frozen_constants(f, *args):
    def look(value):
        if isinstance(value, (tuple, list)):
            for each in value:
                yield from look(each)
        yield from getattr(value, "consts", ())
        for eqn in getattr(value, "eqns", ()):
            for param in eqn.params.values():
                yield from look(param)

    return [np.asarray(c) for c in {id(c): c for c in look(jax.make_jaxpr(f)(*args))}.values() if np.size(c) != 1]
