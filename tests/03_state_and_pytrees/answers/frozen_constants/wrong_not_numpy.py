# Returns entries that are not NumPy arrays.
# fails: test_gives_a_list_of_numpy_arrays
def frozen_constants(f, *args):
    def look(value):
        if isinstance(value, (tuple, list)):
            for each in value:
                yield from look(each)
        yield from getattr(value, "consts", ())
        for eqn in getattr(value, "eqns", ()):
            for param in eqn.params.values():
                yield from look(param)

    return [jnp.asarray(c) for c in {id(c): c for c in look(jax.make_jaxpr(f)(*args))}.values() if np.ndim(c)]
