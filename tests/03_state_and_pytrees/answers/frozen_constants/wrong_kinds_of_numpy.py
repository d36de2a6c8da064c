# Knows the kinds of dtype that NumPy has for real numbers.
# fails: test_finds_arrays_of_any_kind
def frozen_constants(f, *args):
    found = {}
    def look(jaxpr):
        for c in getattr(jaxpr, "consts", []):
            if np.ndim(c) and np.asarray(c).dtype.kind in "fiub":
                found[id(c)] = c
        for e in getattr(jaxpr, "eqns", []):
            for p in e.params.values():
                for q in p if isinstance(p, (tuple, list)) else [p]:
                    look(q)
    look(jax.make_jaxpr(f)(*args))
    return [np.asarray(c) for c in found.values()]
