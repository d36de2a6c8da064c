"""Visible checks of `collectives`, on however many devices there are."""

from gradax.testing import expect, expect_close, probe


@probe
def of_nothing(student):
    """The text's example."""
    import jax
    import jax.numpy as jnp

    found = student.collectives(jax.jit(jnp.sin), 1.0)
    return {"type": type(found).__name__, "names": sorted(found) if isinstance(found, set) else []}


@probe
def of_a_program(student, text):
    """What is found in a text in the place of a compiled program."""
    import types

    compiled = types.SimpleNamespace(as_text=lambda: text)
    lowered = types.SimpleNamespace(compile=lambda: compiled)
    found = student.collectives(types.SimpleNamespace(lower=lambda *args: lowered), 1.0)
    return sorted(found) if isinstance(found, set) else "not a set"


def test_the_worked_example(student):
    """A sine needs nobody: an empty set."""
    seen = student.probe(of_nothing)
    expect(seen["type"] == "set", "The result should be a set.", f"it is: {seen['type']}")
    expect_close(seen["names"], [], what="`sorted(collectives(jax.jit(jnp.sin), 1.0))`")


def test_a_sum_and_two_halves(student):
    """A program with an all-reduce and an all-gather in two halves."""
    text = """
      %y = f32[3]{0} all-reduce(%x), channel_id=1
      %z = (f32[3]{0}, f32[6]{0}) all-gather-start(%y), channel_id=2
      %r = f32[6]{0} all-gather-done(%z)
    """
    want = ["all-gather", "all-reduce"]
    expect_close(student.probe(of_a_program, text=text), want, what="the names found, sorted,")


def test_a_value_with_a_name(student):
    """A value that is named after a collective is none."""
    text = "  %all-to-all.1 = f32[3]{0} sine(%x)\n"
    because = "An operation stands before a bracket; `all-to-all` is a value's name here."
    expect_close(student.probe(of_a_program, text=text), [], what="the names found", because=because)
