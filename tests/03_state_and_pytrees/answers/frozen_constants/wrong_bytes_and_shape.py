# Takes arrays for one if their bytes and shape are equal, whatever their dtype.
# fails: test_tells_similar_arrays_apart
def frozen_constants(f, *args):
    found = {}
    def look(jaxpr):
        for c in getattr(jaxpr, "consts", []):
            if np.ndim(c):
                found[np.asarray(c).tobytes(), np.shape(c)] = c
        for e in getattr(jaxpr, "eqns", []):
            for p in e.params.values():
                for q in p if isinstance(p, (tuple, list)) else [p]:
                    look(q)
    look(jax.make_jaxpr(f)(*args))
    return [np.asarray(c) for c in found.values()]
