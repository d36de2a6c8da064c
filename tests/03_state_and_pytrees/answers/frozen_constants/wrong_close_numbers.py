# Takes arrays for one if their numbers are close.
# fails: test_tells_similar_arrays_apart
def frozen_constants(f, *args):
    found = []
    def look(jaxpr):
        for c in getattr(jaxpr, "consts", []):
            c = np.asarray(c)
            if c.ndim and not any(c.shape == o.shape and c.dtype == o.dtype and np.allclose(c, o, equal_nan=True) for o in found):
                found.append(c)
        for e in getattr(jaxpr, "eqns", []):
            for p in e.params.values():
                for q in p if isinstance(p, (tuple, list)) else [p]:
                    look(q)
    look(jax.make_jaxpr(f)(*args))
    return found
