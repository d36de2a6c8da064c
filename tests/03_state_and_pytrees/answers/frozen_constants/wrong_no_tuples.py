# Misses what a branch of a `cond` freezes.
# fails: test_looks_at_any_depth
def frozen_constants(f, *args):
    def look(value):
        yield from getattr(value, "consts", ())
        for eqn in getattr(value, "eqns", ()):
            for param in eqn.params.values():
                yield from look(param)

    return [np.asarray(c) for c in {id(c): c for c in look(jax.make_jaxpr(f)(*args))}.values() if np.ndim(c)]
