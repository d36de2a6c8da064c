# Takes arrays for one if they look alike when they are printed.
# fails: test_tells_similar_arrays_apart
def frozen_constants(f, *args):
    found = {}
    def look(jaxpr):
        for c in getattr(jaxpr, "consts", []):
            if np.ndim(c):
                found[repr(np.asarray(c)), np.shape(c)] = c
        for e in getattr(jaxpr, "eqns", []):
            for p in e.params.values():
                for q in p if isinstance(p, (tuple, list)) else [p]:
                    look(q)
    look(jax.make_jaxpr(f)(*args))
    return [np.asarray(c) for c in found.values()]
