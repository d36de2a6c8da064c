"""Hidden tests for `Config`: a dataclass with two leaves and a static name."""

import numpy as np
import pytest
from probes import attempt, parts_of_gradient

from gradax.testing import expect, expect_close, fail, probe, recognise
from gradax.testing.edges import misspelt

SEE = "See *Dataclasses*."


@probe
def constructed(student, rate, momentum):
    """Whether it is a dataclass, and what its objects hold."""
    import dataclasses

    if not dataclasses.is_dataclass(student.Config):
        return {"dataclass": False, "fields": [], "default": [], "replaced": [], "full": [], "nothing": [], "none": []}
    names = [field.name for field in dataclasses.fields(student.Config)]

    def values(config):
        return [getattr(config, name, None) for name in ("rate", "momentum", "name")]

    return {
        "dataclass": True,
        "fields": names,
        "full": attempt(lambda: values(student.Config(rate, momentum, " Adam"))),
        "default": attempt(lambda: values(student.Config(rate, momentum))),
        "replaced": attempt(lambda: values(dataclasses.replace(student.Config(rate, momentum, "adam"), rate=0.5))),
        "nothing": attempt(lambda: values(student.Config(0, 0.0, ""))),
        "none": attempt(lambda: values(student.Config(None, None))),
    }


@probe
def flattened(student, rate, momentum):
    """The leaves, and what a round trip does."""
    import jax

    from gradax.testing.detectors import trees

    config = student.Config(rate, momentum, "adam")
    if jax.tree_util.all_leaves([config]):
        bases = [base for base in type(config).__mro__[1:] if base is not object]
        heir = any(not jax.tree_util.all_leaves([base.__new__(base)]) for base in bases)
        return {"registered": False, "heir": heir, "leaves": [], "trip": {}, "kept": []}
    leaves = jax.tree.leaves(config)
    rebuilt = jax.tree.map(lambda leaf: leaf if isinstance(leaf, str) else 2 * leaf, config)
    kept = [getattr(rebuilt, name, None) for name in ("rate", "momentum", "name")]
    return {
        "registered": True,
        "heir": False,
        "leaves": leaves,
        "trip": trees.round_trip(config),
        "kept": kept,
    }


@probe
def unchanged(student, rate):
    """Whether a config holds the very things that came in, whatever they are: a claim for each kind."""
    import jax.numpy as jnp
    import numpy as np

    things = [object(), np.float32(rate), np.ones(2), np.array(rate), jnp.ones(2, "float16"), "fast", 3, True, [1.0]]
    configs = [attempt(student.Config, *pair) for pair in zip(things, reversed(things), strict=True)]
    kept = [getattr(config, "rate", None) is thing for config, thing in zip(configs, things, strict=True)]
    others = [getattr(config, "momentum", None) is thing for config, thing in zip(configs, things[::-1], strict=True)]
    return {"rate": kept, "momentum": others, "value": getattr(student.Config(rate, 0.0), "rate", None)}


@probe
def treedefs(student, others):
    """Whether treedefs are equal for equal names, for different ones, and for some that are similar."""
    import jax

    name = "adam with weight decay"
    structure = jax.tree.structure(student.Config(0.1, 0.9, name))

    def same(name):
        return bool(jax.tree.structure(student.Config(0.2, 0.8, name)) == structure)

    return {"same": same(" ".join(name.split())), "other": same("sgd"), "similar": any(map(same, others))}


@probe
def transformed(student, rates, momenta):
    """What jit, grad and vmap make of configs; the name of the error where they refuse."""
    import jax

    traced = []

    def step(config):
        traced.append(1)
        return config.rate * 2 + config.momentum * len(config.name)

    def product(config):
        return config.rate * config.momentum

    compiled, results, counts = jax.jit(step), [], []
    fields, names = ["rate", "momentum", "name"], ["adam", "adam", "sgd", "adam", "sgd"]
    configs = [student.Config(*each) for each in zip(rates, momenta, names, strict=True)]
    for config in configs:
        results.append(attempt(compiled, config))
        counts.append(len(traced))
    return {
        "jit": results,
        "counts": counts,
        "grad": attempt(parts_of_gradient, student.Config, product, configs[0], fields),
        "vmap": attempt(lambda: jax.vmap(step)(student.Config(*map(jax.numpy.stack, (rates, momenta)), "adam"))),
    }


def answered(got, what):
    """Fails where a transformation refused."""
    if isinstance(got, str):
        fail(
            f"{what} raises an error, or does not give a `Config`. Every leaf must be a number: a name that is not "
            "static cannot be traced, a class that is not registered cannot either, and neither a check nor a "
            f"conversion in `__post_init__` can be done with tracers. {SEE}"
        )


@pytest.mark.core
@pytest.mark.weight(2)
def test_is_a_dataclass_with_a_default_name(student, rng):
    """It is a dataclass with the fields rate, momentum, name; the name is "sgd" by default; `replace` works."""
    rate, momentum = (float(number) for number in rng.uniform(0.1, 0.9, size=2))
    seen = student.probe(constructed, rate=rate, momentum=momentum)
    expect(
        seen["dataclass"] is True,
        f"`Config` is not a dataclass. Put `@dataclasses.dataclass` above the class. {SEE}",
        code="no-dataclass",
    )
    for key, what, want in [
        ("full", 'Config(rate, momentum, " Adam")', [rate, momentum, " Adam"]),
        ("default", "Config(rate, momentum)", [rate, momentum, "sgd"]),
        ("replaced", "dataclasses.replace(config, rate=0.5)", [0.5, momentum, "adam"]),
        ("nothing", 'Config(0, 0.0, "")', [0, 0.0, ""]),
        ("none", "Config(None, None)", [None, None, "sgd"]),
    ]:
        expect(
            not isinstance(seen[key], str),
            f"`{what}` raises an error. The fields are `rate`, `momentum`, `name`, in this order, and `name` is "
            f'"sgd" by default. {SEE}',
        )
        because = f"The fields are `rate`, `momentum`, `name`, in this order, and hold what was passed in. {SEE}"
        expect_close(seen[key], want, what=f"[`rate`, `momentum`, `name`] of `{what}`", because=because)
    what = "The list of the names of the fields"
    expect_close(seen["fields"], ["rate", "momentum", "name"], what=what, because=SEE)


def judge_registration(seen):
    """Expect that JAX knows the class, and not only one that it inherits from."""
    if seen["heir"] is True:
        fail(
            "A `Config` is a leaf: it inherits from a class that is registered, but registration is for exactly one "
            f"class. Register `Config` itself. {SEE}",
            code="only-its-base-is-registered",
        )
    expect(
        seen["registered"] is True,
        "A `Config` is a leaf: JAX does not know its class. Register it, and name every field when you do, the static "
        f"one as such: JAX refuses a class of which a field is missing. {SEE}",
        code="not-registered",
    )


def leaves_of(seen):
    """The leaves of a `Config`, once there are two of them and no name."""
    judge_registration(seen)
    leaves = seen["leaves"] if isinstance(seen["leaves"], list) else []
    expect(
        not any(isinstance(leaf, str) for leaf in leaves),
        "There is a string among the leaves of a `Config`. A field is a child unless its metadata says otherwise: "
        f'`dataclasses.field(metadata={{"static": True}})`. {SEE}',
        code="string-among-leaves",
    )
    if not leaves:
        fail(
            "A `Config` has no leaves: all of it is static, so there is nothing to differentiate or to map over. The "
            f"rate and the momentum are children, only the name is static. {SEE}",
            code="no-leaves",
        )
    expect(
        len(leaves) == 2,
        "A `Config` does not have the two leaves `rate` and `momentum`. A static field cannot be differentiated or "
        f"mapped over, and a dropped one is lost. Only the name is static. {SEE}",
    )
    return leaves


@pytest.mark.core
@pytest.mark.weight(3)
def test_rate_and_momentum_are_the_leaves(student, rng):
    """JAX sees the rate and the momentum, in this order, and nothing else, as leaves; the name comes through."""
    rate, momentum = (float(number) for number in rng.uniform(0.1, 0.9, size=2))
    seen = student.probe(flattened, rate=rate, momentum=momentum)
    leaves = leaves_of(seen)
    because = f"The leaves of a `Config` are in the wrong order: the rate comes first. {SEE}"
    recognise(leaves, [momentum, rate], because, code="momentum-first")
    expect_close(leaves, [rate, momentum], what="The leaves of a `Config`", because=SEE)
    trip = seen["trip"] if isinstance(seen["trip"], dict) else {}
    expect(trip.get("same_class") is True, f"A `Config` put together again is not a `Config`. {SEE}")
    what = "[`rate`, `momentum`, `name`] after `jax.tree.map(lambda x: 2 * x, config)`"
    because = f"The name must come through as part of the structure: a dropped field gets its default again. {SEE}"
    lost = [2 * rate, 2 * momentum, "sgd"]
    recognise(seen["kept"], lost, f"{what} has lost its name. {because}", code="name-lost")
    expect_close(seen["kept"], [2 * rate, 2 * momentum, "adam"], what=what, because=because)


@pytest.mark.core
def test_keeps_whatever_stands_for_its_leaves(student, rng):
    """It holds the very things that came in, also where it is put together with `object()` for leaves."""
    trip = student.probe(flattened, rate=0.5, momentum=0.25)["trip"]
    trip = trip if isinstance(trip, dict) else {}
    expect(
        trip.get("node") is True and trip.get("leaves") == 2,
        f"A `Config` does not have two leaves. The class must be registered, and only the name is static. {SEE}",
    )
    expect(
        trip.get("objects") is True,
        "A `Config` put together with `object()` in the places of its leaves fails, or changes them. A `__post_init__` "
        f"runs then, too: let it neither convert nor check. {SEE}",
        code="converts",
    )
    rate = float(rng.uniform(0.1, 0.9))
    seen = student.probe(unchanged, rate=rate)
    expect_close(seen["value"], rate, what="`rate` of a `Config`", because=SEE)
    expect(
        all(repr(seen[name]) == repr([True] * 9) for name in ("rate", "momentum")),
        "A `Config` does not hold the very thing that came in, where that is a number or an array of NumPy's, half "
        f"precision, a string, a list or an integer. Keep everything as it is. {SEE}",
        code="converts",
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_the_name_is_part_of_the_structure(student, rng):
    """Two configs have equal treedefs if and only if their names are equal."""
    seen = student.probe(treedefs, others=list(misspelt("adam with weight decay")))
    expect(
        seen["same"] is True,
        f"Two configs with equal names and other numbers have different treedefs. The numbers must be children. {SEE}",
        code="numbers-compared",
    )
    expect(
        seen["other"] is False,
        "Two configs with different names have equal treedefs. The class must be registered, and the name static: "
        f"JAX then keeps it in the treedef. {SEE}",
        code="name-not-compared",
    )
    expect(
        seen["similar"] is False,
        "Two configs with similar names have equal treedefs. Names that differ in a single letter, in capitals or in a "
        f"space are different names: hand on the name as it is. {SEE}",
    )


@pytest.mark.core
@pytest.mark.weight(3)
def test_goes_through_jit_grad_and_vmap(student, rng):
    """`jit`, `grad` and `vmap` take it; a new name compiles once more, new numbers do not."""
    rates, momenta = ([np.float32(number) for number in rng.uniform(0.1, 0.9, size=5)] for _ in range(2))
    seen = student.probe(transformed, rates=rates, momenta=momenta)
    results = seen["jit"] if isinstance(seen["jit"], list) else []
    for result in results:
        answered(result, "A jitted function of a `Config`")
    lengths = [4, 4, 3, 4, 3]
    want = [2 * rate + momentum * n for rate, momentum, n in zip(rates, momenta, lengths, strict=True)]
    because = f"Numbers and name must be those of the config that is handed in. {SEE}"
    expect_close(results, want, what="What a jitted function sees of some configs", rtol=1e-3, because=because)
    because = f"Only another name should make another program: it is static, the numbers are not. {SEE}"
    what = "The list of how many programs there are after each of some calls"
    expect_close(seen["counts"], [1, 1, 2, 2, 2], what=what, because=because)
    answered(seen["grad"], "`jax.grad` by a `Config`")
    what = "[`rate`, `momentum`, `name`] of the gradient of `rate * momentum`"
    expect_close(seen["grad"], [momenta[0], rates[0], "adam"], what=what, rtol=1e-3, because=SEE)
    answered(seen["vmap"], "`jax.vmap` over a `Config` of arrays")
    want = 2 * np.array(rates) + 4 * np.array(momenta)
    expect_close(seen["vmap"], want, what="What `jax.vmap` makes of a `Config` of arrays", rtol=1e-3, because=SEE)
