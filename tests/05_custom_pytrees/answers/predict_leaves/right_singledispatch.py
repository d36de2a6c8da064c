# A function for each kind of container.
from functools import singledispatch


@singledispatch
def count(x):
    return 1


@count.register(type(None))
def _(x):
    return 0


@count.register(dict)
def _(x):
    return sum(map(count, x.values()))


@count.register(list)
@count.register(tuple)
def _(x):
    return sum(map(count, x))


def predict_leaves(cases):
    return [count(case) for case in cases]
