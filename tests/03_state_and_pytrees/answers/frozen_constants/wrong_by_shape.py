# Misses an array where `f` and an inner function, or two branches of a `cond`, freeze one each.
# fails: test_looks_into_jitted_functions, test_looks_at_any_depth, test_finds_arrays_of_any_kind, test_tells_equal_numbers_apart
# Takes arrays of one shape for one array.
def frozen_constants(f, *args):
    found = {}

    def look(j):
        if isinstance(j, tuple):
            for each in j:
                look(each)
        for c in getattr(j, "consts", []):
            if np.ndim(c):
                found[np.shape(c)] = np.asarray(c)
        for e in getattr(j, "eqns", []):
            for p in e.params.values():
                look(p)

    look(jax.make_jaxpr(f)(*args))
    return list(found.values())
