# Does not look into a cond that lies in a cond.
# fails: test_looks_into_every_kind_within_every_other
def frozen_constants(f, *args):
    found = {}
    def look(jaxpr, inside=False):
        for c in getattr(jaxpr, "consts", []):
            if np.ndim(c):
                found[id(c)] = c
        for e in getattr(jaxpr, "eqns", []):
            name = e.primitive.name
            if inside and name == "cond":
                continue
            for p in e.params.values():
                for q in p if isinstance(p, (tuple, list)) else [p]:
                    look(q, inside or name == "cond")
    look(jax.make_jaxpr(f)(*args))
    return [np.asarray(c) for c in found.values()]
