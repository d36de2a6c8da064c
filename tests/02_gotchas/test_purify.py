"""Hidden tests for `purify`: the global becomes an argument, the log a result."""

import numpy as np
import pytest
from probes import kept_by_functions, look, look_inside

from gradax.testing import expect, expect_array, expect_close, probe, recognise

PURE = "See *Pure functions*."
CALL = "`purify(x, scale)`"


@probe
def with_other_globals(student, x, scale, names):
    """What `purify` gives, twice, while the notebook's globals `scale` and `log` change in between."""
    namespace = vars(student)["_namespace"]
    before = {name: namespace[name] for name in names if name in namespace}
    results = []
    try:
        for value, log in [(99.0, ["not yours"]), (-7.0, [])]:
            namespace.update(scale=value, log=log)
            results.append(student.purify(x, scale))
    finally:
        for name in names:
            namespace.pop(name, None)
        namespace.update(before)
    return results


@probe
def without_data(student, x, scale):
    """What `purify` gives while the notebook's globals that hold data are away; "missed" where it looks for one."""
    from types import ModuleType

    namespace = vars(student)["_namespace"]
    data = {name: each for name, each in namespace.items() if not (callable(each) or isinstance(each, ModuleType))}
    data = {name: each for name, each in data.items() if not name.startswith("__")}
    try:
        for name in data:
            del namespace[name]
        return student.purify(x, scale)
    except NameError:
        return "missed"
    finally:
        namespace.update(data)


@probe
def changes(student, x, scale):
    """What a call changes that lives on: global variables, or what functions keep."""
    namespace = vars(student)["_namespace"]
    namespace["log"], namespace["scale"] = [], scale + 1
    values = list(namespace.values())

    def kept():
        return [kept_by_functions(values), look_inside(namespace)]

    globals_before, own_before = look(namespace), kept()
    result = student.purify(x, scale)
    globals_after, changed = look(namespace), "nothing"
    if kept() != own_before:
        changed = "keeps"
    elif any(globals_before.get(name, (0, 0))[0] != now[0] for name, now in globals_after.items()):
        changed = "rebinds"
    elif globals_after != globals_before:
        changed = "grows"
    return {"changed": changed, "result": result}


@probe
def jitted(student, x, scales):
    """What the plain `purify` gives, and what one jitted `purify` gives, for several scales."""
    import jax

    f = jax.jit(lambda x, scale: student.purify(x, scale))
    return {
        "plain": [student.purify(x, scale) for scale in scales],
        "jitted": [f(x, scale) for scale in scales],
    }


def steps(x, scale, times=3):
    """The states after each step, in NumPy."""
    states = []
    for _ in range(times):
        x = np.sin(scale * x).astype(np.float32)
        states.append(x)
    return states


def right(x, scale):
    """What `purify` should give."""
    states = steps(x, scale)
    return states[-1], np.array([state.mean() for state in states], np.float32)


def inputs(rng, *shape):
    """A random array whose mean is not near zero, and a random scale."""
    return rng.uniform(0.2, 1.5, size=shape).astype(np.float32), float(rng.uniform(0.4, 2.2))


def judge_y(got, x, scale, what=CALL):
    """Expect the right `y`, first in a tuple or alone; the log has tests of its own."""
    y = got[0] if isinstance(got, tuple | list) and got else got
    because = f"Each step is `x = jnp.sin(scale * x)`; there are three. {PURE}"
    expect_close(y, right(x, scale)[0], what=f"`y` of {what}", because=because)


def test_gives_the_array_and_the_log(student, rng):
    """`purify(x, scale)` is a tuple: an array like `x`, and a float32 array of shape (3,)."""
    x, scale = inputs(rng, 5)
    got = student.purify(x, scale)
    expect(
        isinstance(got, tuple) and len(got) == 2,
        f"{CALL} is not a tuple of two. What was left in the log must come out as a result, beside `y`: "
        f"`return y, log`. {PURE}",
        code="not-two",
    )
    expect_array(got[0], what=f"the first part of {CALL}", shape=(5,), dtype=np.float32)
    expect(
        not isinstance(got[1], list | tuple),
        f"The log of {CALL} is a Python list or tuple. Make one array of shape (3,) of it: `jnp.stack(log)`.",
        code="log-is-a-list",
    )
    expect_array(got[1], what=f"the log of {CALL}", shape=(3,), dtype=np.float32)


@pytest.mark.core
@pytest.mark.weight(3)
@pytest.mark.parametrize("shape", [(5,), (2, 3), ()])
def test_computes_what_the_impure_program_computes(student, rng, shape):
    """`y` and the log hold what the impure program gives and leaves, for any scale."""
    x, scale = inputs(rng, *shape)
    want, states = right(x, scale), steps(x, scale, 3)
    got = student.purify(x, scale)
    late = np.array([x.mean(), states[0].mean(), states[1].mean()], np.float32)
    own = f"{CALL} is what a `scale` of 1.5 gives, which is the global one. Use the argument. {PURE}"
    recognise(got, right(x, 1.5), own, want=want, code="global-scale")
    once = (states[0], np.full(3, states[0].mean(), np.float32))
    one_step = f"{CALL} takes one step, where the impure program takes three. {PURE}"
    recognise(got, once, one_step, want=want, code="one-step")
    for code, log, because in [
        ("measures-before", late, "measures before each step; the impure program measures after it"),
        ("last-mean-only", np.full(3, want[1][2]), "has the last mean three times; each step has its own"),
        ("reversed", want[1][::-1].copy(), "has the means in reverse order"),
        ("sums", np.array([each.sum() for each in states], np.float32), "holds sums; `jnp.mean` is asked for"),
    ]:
        recognise(got, (want[0], log), f"The log of {CALL} {because}. {PURE}", want=want, code=code)
    because = f"Each step is `x = jnp.sin(scale * x)`, followed by its mean; there are three. {PURE}"
    for other in (scale, np.float32(-scale), 0.0, 12.5 * scale):
        expect_close(student.purify(x, other), right(x, other), what=CALL, atol=1e-4, because=because)
    if shape == (5,):
        x[1:3] = np.nan, np.inf
        with np.errstate(invalid="ignore"):
            want = right(x, scale)
        because = f"All entries count in the means, and none is mended. {PURE}"
        expect_close(student.purify(x, scale), want, what=f"{CALL} where `x` holds nan", because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_reads_no_global_variable(student, rng):
    """Globals named `scale` and `log` make no difference, and neither does any other that holds data."""
    x, scale = inputs(rng, 6)  # a size that no other test has, so that a jitted function is traced
    alone = student.probe(without_data, x=x, scale=scale)
    expect(
        not isinstance(alone, str),
        f"{CALL} reads a global variable that holds data, such as a number of steps or an array to begin with. Keep "
        f"what it needs inside the function. {PURE}",
        code="reads-global-data",
    )
    judge_y(alone, x, scale)
    x, scale = inputs(rng, 4)
    got = student.probe(with_other_globals, x=x, scale=scale, names=["scale", "log"])
    expect(isinstance(got, list) and len(got) == 2, f"Two calls of {CALL} do not give two results.")
    other = (
        f"{CALL} gives another result once the notebook's globals `scale` and `log` have changed. Use the argument "
        f"`scale`, and make a new log in each call. {PURE}"
    )
    for each in got:
        judge_y(each, x, scale)
    expect_close(got[1], got[0], what=CALL, because=other)


@pytest.mark.core
@pytest.mark.weight(2)
def test_leaves_nothing_behind(student, rng):
    """It changes no global variable, and keeps nothing from call to call."""
    x, scale = inputs(rng, 7)  # a size that no other test has, so that a jitted function is traced
    seen = student.probe(changes, x=x, scale=scale)
    changed = seen["changed"] if isinstance(seen["changed"], str) else ""
    expect(
        changed != "keeps",
        f"{CALL} keeps something from one call to the next: in a default argument such as `log=[]`, which all calls "
        "share, in an attribute of a function, a class or a module, or in a closure; under `jit` that leaves tracers "
        f"there. Make a new log in each call. {PURE}",
        code="keeps",
    )
    expect(
        changed != "rebinds",
        f"{CALL} sets a global variable of the notebook. Leave out `global`: names that a function sets are its own; "
        f"return what it made. {PURE}",
        code="sets-a-global",
    )
    expect(
        changed == "nothing",
        f"{CALL} changes a global list or dict, such as `log`; under `jit` that leaves tracers there. A pure "
        f"function returns what it made, and does nothing else. {PURE}",
        code="global-list-grows",
    )
    judge_y(seen["result"], x, scale)


@pytest.mark.core
@pytest.mark.weight(2)
def test_the_scale_may_be_traced(student, rng):
    """It works under `jit`, and one compiled program serves all scales."""
    x, scale = inputs(rng, 4)
    scales = [np.float32(scale), np.float32(scale + 0.3)]
    seen = student.probe(jitted, x=x, scales=scales)
    results = seen["jitted"]
    expect(isinstance(results, list) and len(results) == 2, f"{CALL} gives nothing under `jit`.")
    for each, value in zip(results, scales, strict=True):
        judge_y(each, x, value, f"{CALL} under `jit`")
    because = f"`scale` is an argument like `x`, traced with it: compute with `jnp` alone. {PURE}"
    expect_close(results, seen["plain"], what=f"the list of {CALL} under `jit`", because=because)
