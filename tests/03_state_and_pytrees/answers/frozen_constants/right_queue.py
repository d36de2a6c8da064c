# Keeps a queue of what to look into, and calls no function within itself.
from collections import deque
def frozen_constants(f, *args):
    todo, found = deque([jax.make_jaxpr(f)(*args)]), {}
    while todo:
        one = todo.popleft()
        if isinstance(one, (tuple, list)):
            todo.extend(one)
            continue
        found.update((id(c), c) for c in getattr(one, "consts", ()))
        for eqn in getattr(one, "eqns", ()):
            todo.extend(eqn.params.values())
    return list(map(np.array, filter(np.ndim, found.values())))
