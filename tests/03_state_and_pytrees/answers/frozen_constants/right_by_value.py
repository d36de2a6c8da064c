# Takes arrays that are equal for one.
def frozen_constants(f, *args):
    found = {}

    def look(value):
        if isinstance(value, (tuple, list)):
            for each in value:
                look(each)
        for const in getattr(value, "consts", ()):
            array = np.asarray(const)
            if array.ndim > 0:
                found[array.dtype.name, array.shape, array.tobytes()] = array
        for eqn in getattr(value, "eqns", ()):
            look(list(eqn.params.values()))

    look(jax.jit(f).trace(*args).jaxpr)
    return list(found.values())
