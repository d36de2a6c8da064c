# Misses what a branch of a `cond` freezes.
# fails: test_looks_at_any_depth
def frozen_constants(f, *args):
    found = {}

    def look(j):
        for c in getattr(j, "consts", []):
            if np.ndim(c):
                found[id(c)] = np.asarray(c)
        for e in j.eqns:
            if "jaxpr" in e.params:
                look(e.params["jaxpr"])
            if "branches" in e.params:
                look(e.params["branches"][-1])

    look(jax.make_jaxpr(f)(*args))
    return list(found.values())
