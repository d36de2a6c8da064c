# Judges globals by `outside`, and runs the function with a jit that is switched off.
def is_pure(f, *args):
    seen, todo = [], [f]
    while todo:
        g = todo.pop(0)
        if any(g is h for h in seen):
            continue
        seen.append(g)
        names, closure = outside(g)
        for value in names.values():
            if not (callable(value) or inspect.ismodule(value)):
                return False
        todo += [v for v in [*names.values(), *closure.values()] if callable(v)]

    def values(tree):
        leaves, structure = jax.tree.flatten(tree)
        return str(structure), [
            np.array(jax.random.key_data(v) if isinstance(v, jax.Array) and jnp.issubdtype(v.dtype, jax.dtypes.prng_key) else v).tolist()
            for v in leaves
        ]

    def memory():
        return values([{k: v for k, v in outside(g)[1].items() if not callable(v)} for g in seen] + [dict(getattr(f, "__dict__", {}))])

    before, given = memory(), values(args)
    runs = []
    with jax.disable_jit():
        for _ in range(2):
            own = copy.deepcopy(args)
            runs.append(values(f(*own)))
            if values(own) != given:
                return False
    return runs[0] == runs[1] and memory() == before
