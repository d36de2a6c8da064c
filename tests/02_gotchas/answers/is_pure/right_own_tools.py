# Walks the code objects itself, traces, and compares bytes.
import types


def codes_of(code):
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from codes_of(constant)


def layers(f):
    while f is not None:
        if isinstance(f, types.FunctionType) and "site-packages" not in f.__code__.co_filename:
            yield f
        f = getattr(f, "__wrapped__", None)


def family(f, seen):
    for layer in layers(f):
        if layer in seen:
            continue
        seen.append(layer)
        names = {n for code in codes_of(layer.__code__) for n in code.co_names}
        cells = [cell.cell_contents for cell in layer.__closure__ or ()]
        for value in [layer.__globals__[n] for n in names if n in layer.__globals__] + cells:
            if callable(value) and not isinstance(value, type):
                family(value, seen)
    return seen


def frozen(value):
    if isinstance(value, dict):
        return {k: frozen(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [frozen(v) for v in value]
    if hasattr(value, "dtype"):
        if jnp.issubdtype(value.dtype, jax.dtypes.prng_key):
            value = jax.random.key_data(value)
        return np.asarray(value).tobytes()
    return value if isinstance(value, (int, float, str)) else repr(value)


def is_pure(f, *args):
    fs = family(f, [])
    for g in fs:
        for code in codes_of(g.__code__):
            for step in dis.get_instructions(code):
                if "GLOBAL" in step.opname and step.argval in g.__globals__:
                    value = g.__globals__[step.argval]
                    if not callable(value) and not isinstance(value, types.ModuleType):
                        return False

    def state():
        return [[frozen(cell.cell_contents) for cell in g.__closure__ or ()] + [frozen(vars(g))] for g in fs]

    start = state()
    outcomes = set()
    for _ in range(2):
        jax.clear_caches()
        mine = jax.tree.map(lambda a: a.copy() if isinstance(a, np.ndarray) else a, list(args))
        outcomes.add(str(frozen(f(*mine))))
        if frozen(mine) != frozen(list(args)) or state() != start:
            return False
    return len(outcomes) == 1
