# Misses something that a jitted function does only while it is traced.
# fails: test_what_jit_hides_is_impure
def data_in(values):
    return [v for v in values if not (callable(v) or inspect.ismodule(v))]


def is_pure(f, *args):
    todo, seen = [f], []
    while todo:
        g = todo.pop()
        if g in seen:
            continue
        seen.append(g)
        names, closure = outside(g)
        if data_in(names.values()):
            return False
        todo += [v for v in [*names.values(), *closure.values()] if callable(v)]

    def state():
        return repr([data_in(outside(g)[1].values()) for g in seen]) + repr(getattr(f, "__dict__", 0))

    state_before, args_before = state(), repr(args)
    first = f(*copy.deepcopy(args))
    mine = copy.deepcopy(args)
    second = f(*mine)
    return bool(np.array_equal(first, second)) and state() == state_before and repr(mine) == args_before
