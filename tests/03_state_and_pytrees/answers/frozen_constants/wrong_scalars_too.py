# Reports scalars, too.
# fails: test_leaves_out_scalars_and_what_is_not_frozen
def frozen_constants(f, *args):
    def look(value):
        if isinstance(value, (tuple, list)):
            for each in value:
                yield from look(each)
        yield from getattr(value, "consts", ())
        for eqn in getattr(value, "eqns", ()):
            for param in eqn.params.values():
                yield from look(param)

    return [np.asarray(c) for c in {id(c): c for c in look(jax.make_jaxpr(f)(*args))}.values()]
