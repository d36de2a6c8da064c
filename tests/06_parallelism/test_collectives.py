"""Hidden tests for `collectives`: real programs of eight devices, and texts that only look like communication."""

import pytest

from gradax.testing import equal, expect, fail, probe

TALK = "See *Do they talk?*."
CALL = "`collectives(f, *args)`"


@probe
def of_programs(student):
    """What is found in programs that talk in one way each: their names, and the names found, sorted."""
    import jax
    import jax.numpy as jnp
    from jax import lax

    around = [(i, (i + 1) % 8) for i in range(8)]
    talks = {
        "all-reduce": lambda x: (lax.psum(x, "i"), lax.psum(x.sum(), "i")),
        "all-gather": lambda x: lax.all_gather(x, "i"),
        "reduce-scatter": lambda x: lax.psum_scatter(x, "i"),
        "collective-permute": lambda x: lax.ppermute(x, "i", around),
        "all-to-all": lambda x: lax.all_to_all(x, "i", 0, 0),
    }
    xs = jnp.ones((8, 8))
    found = {name: student.collectives(jax.pmap(f, axis_name="i"), xs) for name, f in talks.items()}
    sets = set | frozenset | list | tuple
    return [[name, sorted(map(str, each)) if isinstance(each, sets) else []] for name, each in found.items()]


@probe
def of_independent_work(student):
    """What is found where every device works for itself: the type of the answer, and its entries, sorted."""
    import jax
    import jax.numpy as jnp

    found = student.collectives(jax.pmap(lambda x: x / jnp.sum(x)), jnp.ones((8, 8)))
    sets = set | frozenset | list | tuple
    return {"type": type(found).__name__, "names": sorted(map(str, found)) if isinstance(found, sets) else []}


@probe
def of_spread_data(student):
    """What is found in programs of `jit` with several arguments, whose communication the compiler puts in."""
    import jax
    import jax.numpy as jnp
    import numpy as np
    from jax.sharding import Mesh, NamedSharding, PartitionSpec

    mesh = Mesh(np.array(jax.devices()), ("d",))
    rows = jax.device_put(jnp.ones((8, 8)), NamedSharding(mesh, PartitionSpec("d")))
    total = student.collectives(jax.jit(lambda a, b: (a * b).sum(0)), rows, rows)
    apart = student.collectives(jax.jit(lambda a, b: (a * b).sum(1)), rows, rows)
    sets = set | frozenset | list | tuple
    return {
        "total": sorted(map(str, total)) if isinstance(total, sets) else [],
        "apart": sorted(map(str, apart)) if isinstance(apart, sets) else [],
    }


@probe
def of_texts(student, texts):
    """What is found in given texts, in the place of compiled programs; the arguments that `lower` got."""
    import types

    found, got = [], []
    for text in texts:
        compiled = types.SimpleNamespace(as_text=lambda text=text: text)
        lowered = types.SimpleNamespace(compile=lambda compiled=compiled: compiled, as_text=lambda: "stablehlo")
        program = types.SimpleNamespace(lower=lambda *args, lowered=lowered: got.append(list(args)) or lowered)
        try:
            names = student.collectives(program, 1, 2.5)
        except NotImplementedError:
            raise
        except Exception:
            names = ["raised"]
        found.append(sorted(map(str, names)) if isinstance(names, set | frozenset | list | tuple) else [])
    return {"found": found, "arguments": got}


def found_in(student, line):
    """What is found in a program with this line in its middle."""
    before = "HloModule jit_f\n\nENTRY %main (x: f32[3]) -> f32[3] {\n  %x = f32[3]{0} parameter(0)\n"
    after = "\n  ROOT %r = f32[3]{0} copy(%x)\n}\n"
    found = student.probe(of_texts, texts=[before + line + after])["found"]
    if equal(found, [["raised"]]):
        fail(
            f"{CALL} raises for an `f` of which it should need `f.lower(*args).compile().as_text()` alone: that text "
            f"is what runs, and all that is to be looked at. {TALK}"
        )
    return found


def seen_in_programs(student):
    """What is found in the real programs, once it has the right form."""
    seen = student.probe(of_programs)
    if not (
        isinstance(seen, list) and len(seen) == 5 and all(isinstance(each, list) and len(each) == 2 for each in seen)
    ):
        fail(f"{CALL} gave no sets of names. {TALK}")
    return seen


@pytest.mark.core
def test_a_set_of_names(student):
    """The result is a Python set."""
    expect(
        any(equal(student.probe(of_independent_work)["type"], name) for name in ("set", "frozenset")),
        f"{CALL} is no set. Return a set of names, an empty one where nobody talks. {TALK}",
    )


@pytest.mark.core
@pytest.mark.weight(3)
def test_finds_each_of_the_five(student):
    """In a program that talks in one way it finds that one, whichever of the five it is."""
    for name, found in seen_in_programs(student):
        expect(
            isinstance(found, list) and any(equal(each, name) for each in found),
            f"{CALL} misses `{name}` in a pmapped function that needs it, or names it otherwise. The five names are "
            "those "
            f'of XLA, with hyphens; look for each of them in the *compiled* program, before a bracket: " {name}(". '
            f"A program with several results has spaces before that. {TALK}",
        )
        expect(
            equal(found, [name]),
            f"{CALL} finds more than `{name}` in a program that talks in this way only. Each of the five counts for "
            f"itself: `all-reduce` is no `reduce-scatter`. {TALK}",
        )


@pytest.mark.weight(2)
def test_independent_work_is_the_empty_set(student):
    """In a pmapped function without communication it finds nothing."""
    expect(
        equal(student.probe(of_independent_work)["names"], []),
        f"{CALL} finds communication where every device works for itself. A sum on one device is a `reduce`, and no "
        f"collective. {TALK}",
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_communication_that_the_compiler_puts_in(student):
    """It looks at the compiled program: `jit` on spread data talks without any `psum` in the code."""
    seen = student.probe(of_spread_data)
    expect(
        equal(seen["total"], ["all-reduce"]),
        f"{CALL} misses the `all-reduce` of a sum over data that is spread over devices. Nobody wrote `psum` there: "
        "the compiler put it in, so neither the jaxpr nor `f.lower(*args).as_text()` shows it. Look at "
        f"`f.lower(*args).compile().as_text()`. {TALK}",
    )
    expect(
        equal(seen["apart"], []),
        f"{CALL} finds communication in a program of `jit` where each device sums its own rows. {TALK}",
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_asynchronous_ones_count_under_their_plain_names(student):
    """`all-reduce-start` counts as `all-reduce`, and likewise for the others."""
    for name in ("all-reduce", "all-gather", "collective-permute"):
        line = f"  %a = (f32[3]{{0}}, f32[3]{{0}}) {name}-start(%x), channel_id=1\n  %b = f32[3]{{0}} {name}-done(%a)"
        found = found_in(student, line)
        if equal(found, [[f"{name}-start"]]):
            fail(f"{CALL} keeps `-start` in the names that it returns. Return the plain ones: `{name}`. {TALK}")
        expect(
            equal(found, [[name]]),
            f"{CALL} misses a collective that comes in two halves, `{name}-start` and `{name}-done`. The start of it "
            f"has several results, in brackets and with spaces. {TALK}",
        )


@pytest.mark.weight(2)
@pytest.mark.parametrize("name", ["all-reduce", "all-gather", "reduce-scatter", "collective-permute", "all-to-all"])
def test_names_of_values_and_metadata_do_not_count(student, name):
    """The words in the name of a value, or in metadata, are no operation."""
    for line in (
        f"  %{name}.1 = f32[3]{{0}} add(%x, %x)",
        f"  %y = f32[3]{{0}} negate(%{name}.2)",
        f'  %y = f32[3]{{0}} sine(%x), metadata={{op_name="jit(f)/{name}" source_file="{name}.py"}}',
    ):
        expect(
            equal(found_in(student, line), [[]]),
            f"{CALL} counts words that are no operation: the name of a value or of metadata may be `{name}`, too. An "
            f"operation has a space before and a bracket behind it: ` {name}(`. {TALK}",
        )


@pytest.mark.core
def test_hands_on_all_arguments(student):
    """It lowers `f` for all the arguments that it was given."""
    seen = student.probe(of_texts, texts=["HloModule jit_f"])["arguments"]
    expect(
        isinstance(seen, list) and len(seen) > 0 and all(equal(args, [1, 2.5]) for args in seen),
        f"{CALL} does not call `f.lower(*args)` with the arguments that it was given, in their order. {TALK}",
    )
