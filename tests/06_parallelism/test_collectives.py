"""Hidden tests for `collectives`: real programs of eight devices, and texts that only look like communication."""

import pytest
from probes import names_in

from gradax.testing import equal, expect, fail, probe

TALK = "See *Do they talk?*."
CALL = "`collectives(f, *args)`"
NAMES = ("all-reduce", "all-gather", "reduce-scatter", "collective-permute", "all-to-all")


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
    return [[name, names_in(each)] for name, each in found.items()]


@probe
def of_larger_programs(student):
    """What is found in programs that talk in a loop, in a branch, in two ways, and between three devices."""
    import jax
    import jax.numpy as jnp
    from jax import lax

    def loop(x):
        return lax.fori_loop(0, 5, lambda i, x: jnp.sin(lax.psum(x, "i")), x)

    def branch(x):
        return lax.cond(lax.psum(1, "i") > 0, lambda x: jnp.tanh(lax.all_gather(x, "i")).sum(0), jnp.sin, x)

    def both(x):
        return jnp.sin(lax.psum(x, "i")), lax.all_gather(x, "i")

    def of(f, count):
        mapped = jax.pmap(f, axis_name="i", devices=jax.devices()[:count])
        return names_in(student.collectives(mapped, jnp.ones((count, 3))))

    return {"loop": of(loop, 8), "branch": of(branch, 8), "both": of(both, 8), "three": of(both, 3)}


@probe
def of_independent_work(student):
    """What is found where every device works for itself: the type of the answer, and its entries, sorted."""
    import jax
    import jax.numpy as jnp

    found = student.collectives(jax.pmap(lambda x: x / jnp.sum(x)), jnp.ones((8, 8)))
    return {"type": type(found).__name__, "names": names_in(found)}


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
    return {"total": names_in(total), "apart": names_in(apart)}


@probe
def of_texts(student, texts, arguments):
    """What is found in given texts, in the place of compiled programs; the arguments that `lower` got."""
    import types

    found, got = [], []
    for text in texts:
        compiled = types.SimpleNamespace(as_text=lambda text=text: text)
        lowered = types.SimpleNamespace(compile=lambda compiled=compiled: compiled, as_text=lambda: "stablehlo")
        program = types.SimpleNamespace(lower=lambda *args, lowered=lowered: got.append(list(args)) or lowered)
        try:
            names = student.collectives(program, *arguments)
        except NotImplementedError:
            raise
        except Exception:
            names = ["raised"]
        found.append(names_in(names))
    return {"found": found, "arguments": got}


def program(*lines, inner=()):
    """The text of a program with these lines in its middle, and others in the body of a loop before it."""
    body = "".join(f"{line}\n" for line in inner)
    return (
        "HloModule jit_f, is_scheduled=true\n\n"
        f"%body.1 (p: f32[3]) -> f32[3] {{\n  %p = f32[3]{{0}} parameter(0)\n{body}"
        "  ROOT %q = f32[3]{0} sine(%p)\n}\n\n"
        "ENTRY %main (x: f32[3]) -> f32[3] {\n  %x = f32[3]{0} parameter(0)\n"
        + "".join(f"{line}\n" for line in lines)
        + "  ROOT %r = f32[3]{0} copy(%x)\n}\n"
    )


def found_in(student, *texts):
    """What is found in each of some texts, sorted."""
    found = student.probe(of_texts, texts=list(texts), arguments=[1, 2.5])["found"]
    if not (isinstance(found, list) and len(found) == len(texts)):
        fail(f"{CALL} gave no sets of names. {TALK}")
    if any(equal(names, ["raised"]) for names in found):
        fail(
            f"{CALL} raises for an `f` of which it should need `f.lower(*args).compile().as_text()` alone: that text "
            f"is what runs, and all that is to be looked at. {TALK}",
            code="needs-more-than-the-text",
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
        f"{CALL} is not a set. Return a set of names, an empty one where nobody talks. {TALK}",
        code="no-set",
    )


@pytest.mark.core
@pytest.mark.weight(3)
def test_finds_each_of_the_five(student):
    """In a program that talks in one way it finds that one, whichever of the five it is."""
    for name, found in seen_in_programs(student):
        if equal(found, [str(name).replace("-", "_")]):
            fail(
                f"{CALL} names the collectives with underscores, as Python does. XLA's names have hyphens: `{name}`. "
                f"{TALK}",
                code="underscores",
            )
        expect(
            isinstance(found, list) and any(equal(each, name) for each in found),
            f"{CALL} misses `{name}` in a pmapped function that needs it, or names it otherwise. The five names are "
            "those of XLA, with hyphens; look for each of them in the *compiled* program, before a bracket: "
            f'" {name}(". A program with several results has spaces before that. {TALK}',
        )
        expect(
            equal(found, [name]),
            f"{CALL} finds more than `{name}` in a program that talks in this way only. Each of the five counts for "
            f"itself: `all-reduce` is not a `reduce-scatter`. {TALK}",
        )


@pytest.mark.core
@pytest.mark.weight(2)
def test_finds_all_that_there_are(student, rng):
    """Where there are several kinds, it finds all of them, in any order and with any kinds of results."""
    types = ["f32[3]{0}", "(f32[3]{0}, f32[])", "(f32[8,128]{1,0:T(8,128)}, /*index=1*/f32[2]{0})"]
    for count in (2, 3, 5):
        names = [str(name) for name in rng.permutation(NAMES)[:count]]
        lines = [f"  %y.{i} = {types[i % 3]} {name}(%x), channel_id={i}" for i, name in enumerate(names)]
        (found,) = found_in(student, program(*lines))
        if isinstance(found, list) and len(found) == 1:
            fail(
                f"{CALL} finds only one where there are several kinds of communication. Go through all five names. "
                f"{TALK}",
                code="one-only",
            )
        expect(
            equal(found, sorted(names)),
            f"{CALL} does not find all of the kinds of communication in a program that has several. What stands "
            f"before the space may be of any form: brackets, spaces, comments. {TALK}",
        )


@pytest.mark.core
@pytest.mark.weight(2)
def test_in_loops_and_branches_and_on_fewer_devices(student):
    """It looks at the whole program: at the bodies of loops and at branches, for any number of devices."""
    seen = student.probe(of_larger_programs)
    for key, want in (("both", ["all-gather", "all-reduce"]), ("three", ["all-gather", "all-reduce"])):
        expect(
            equal(seen[key], want),
            f"{CALL} does not find `all-reduce` and `all-gather` in a pmapped function that needs both. {TALK}",
        )
    for key, want in (("loop", "all-reduce"), ("branch", "all-gather")):
        expect(
            isinstance(seen[key], list) and any(equal(each, want) for each in seen[key]),
            f"{CALL} misses a collective in the body of a loop or in a branch. In the program's text these stand by "
            f"themselves, before the part that begins with `ENTRY`: look at the whole text. {TALK}",
            code="entry-only",
        )
    (found,) = found_in(student, program(inner=["  %y = f32[3]{0} all-to-all(%p)"]))
    expect(
        equal(found, ["all-to-all"]),
        f"{CALL} misses a collective in the body of a loop. Look at the whole text. {TALK}",
        code="entry-only",
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_independent_work_is_the_empty_set(student):
    """In a pmapped function without communication it finds nothing."""
    (found,) = found_in(student, program("  %y = f32[3]{0} all-gather(%x)"))
    expect(equal(found, ["all-gather"]), f"{CALL} misses the operation ` all-gather(`. {TALK}")
    expect(
        equal(student.probe(of_independent_work)["names"], []),
        f"{CALL} finds communication where every device works for itself. A sum on one device is a `reduce`, and not "
        f"a collective. {TALK}",
        code="reduce",
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_communication_that_the_compiler_puts_in(student):
    """It looks at the compiled program: `jit` on spread data talks without any `psum` in the code."""
    seen = student.probe(of_spread_data)
    expect(
        equal(seen["total"], ["all-reduce"]),
        f"{CALL} does not find just the `all-reduce` of a sum over data that is spread over devices. Nobody "
        "wrote `psum` there: the compiler put it in, so neither the jaxpr nor `f.lower(*args).as_text()` shows it. "
        f"Look at `f.lower(*args).compile().as_text()`. {TALK}",
        code="not-the-compiled-program",
    )
    expect(
        equal(seen["apart"], []),
        f"{CALL} finds communication in a program of `jit` where each device sums its own rows. {TALK}",
    )


@pytest.mark.core
@pytest.mark.weight(2)
@pytest.mark.parametrize("name", NAMES)
def test_asynchronous_ones_count_under_their_plain_names(student, name):
    """`all-reduce-start` counts as `all-reduce`, and likewise for the others."""
    one = f"  %a = f32[3]{{0}} {name}-start(%x), channel_id=1"
    several = f"  %a = (f32[3]{{0}}, f32[3]{{0}}) {name}-start(%x), channel_id=1"
    done = f"  %b = f32[3]{{0}} {name}-done(%a)"
    for found in found_in(student, program(one, done), program(several, done)):
        if equal(found, [f"{name}-start"]):
            fail(
                f"{CALL} keeps `-start` in the names that it returns. Return the plain ones: `{name}`. {TALK}",
                code="keeps-start",
            )
        if equal(found, []):
            fail(
                f"{CALL} misses a collective that comes in two halves, `{name}-start` and `{name}-done`. The start of "
                f"it may have several results, in brackets and with spaces. {TALK}",
                code="misses-start",
            )
        expect(
            equal(found, [name]),
            f"{CALL} does not find just `{name}` in a program that has it in two halves, `{name}-start` and "
            f"`{name}-done`. {TALK}",
        )


@pytest.mark.core
@pytest.mark.weight(2)
@pytest.mark.parametrize("name", NAMES)
def test_names_of_values_and_metadata_do_not_count(student, name):
    """The words in the name of a value or of a longer operation, or in metadata, are not operations."""
    lines = [
        f"  %{name}.1 = f32[3]{{0}} add(%x, %x)",
        f"  %y = f32[3]{{0}} negate(%{name}.2)",
        f"  %y = f32[3]{{0}} fusion(%x, %{name}), kind=kLoop, calls=%{name}-fusion",
        f'  %y = f32[3]{{0}} sine(%x), metadata={{op_name="jit(f)/{name}" source_file="{name}.py"}}',
        f'  %y = f32[3]{{0}} sine(%x), metadata={{op_name="jit(f)/{name}(x)"}}',
        f'  %y = f32[3]{{0}} sine(%x), metadata={{op_name="after {name} (x)"}}',
    ]
    operation = program(f"  %y = f32[3]{{0}} {name}(%x)")
    *others, itself = found_in(student, *map(program, lines), operation)
    expect(equal(itself, [name]), f"{CALL} misses the operation ` {name}(`. {TALK}")
    for found in others:
        expect(
            equal(found, []),
            f"{CALL} counts words that are not operations: the name of a value or of metadata may be `{name}`, too. An "
            f"operation has a space before and a bracket after it: ` {name}(`. {TALK}",
            code="words-anywhere",
        )


@pytest.mark.core
def test_other_operations_do_not_count(student):
    """Longer names, and operations that are none of the five, do not count."""
    names = ("ragged-all-to-all", "collective-broadcast", "reduce", "gather", "scatter", "reduce-window")
    lines = [program(f"  %y = f32[3]{{0}} {name}(%x)") for name in names]
    *others, itself = found_in(student, *lines, program("  %y = f32[3]{0} all-to-all(%x)"))
    expect(equal(itself, ["all-to-all"]), f"{CALL} misses the operation ` all-to-all(`. {TALK}")
    for found in others:
        expect(
            equal(found, []),
            f"{CALL} counts an operation that is none of the five, such as `ragged-all-to-all`, `collective-broadcast` "
            f"or `reduce`. Look for the space before the name, too: ` all-to-all(`. {TALK}",
            code="other-operations",
        )


@pytest.mark.core
def test_hands_on_all_arguments(student):
    """It lowers `f` for all the arguments that it was given, however many they are."""
    text = program("  %y = f32[3]{0} all-gather(%x)")
    for arguments in ([1, 2.5], [], [[1, {"a": 2.5}], 3, 4, 5]):
        seen = student.probe(of_texts, texts=[text], arguments=arguments)
        got = seen["arguments"]
        expect(
            isinstance(got, list) and len(got) > 0 and all(equal(args, arguments) for args in got),
            f"{CALL} does not call `f.lower(*args)` with the arguments that it was given, in their order: none, one or "
            f"several. {TALK}",
            code="other-arguments",
        )
        expect(equal(seen["found"], [["all-gather"]]), f"{CALL} misses the operation ` all-gather(`. {TALK}")
