# Knows by name where jit, scan and cond keep their jaxprs.
def frozen_constants(f, *args):
    found = {}

    def look(closed):
        for const in getattr(closed, "consts", []):
            found.setdefault(id(const), const)
        for eqn in closed.eqns:
            for inner in [eqn.params.get("jaxpr"), *eqn.params.get("branches", ())]:
                if inner is not None:
                    look(inner)

    look(jax.make_jaxpr(jax.jit(f))(*args))
    return [np.array(const) for const in found.values() if len(const.shape) > 0]
