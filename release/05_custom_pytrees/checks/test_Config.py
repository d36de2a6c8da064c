"""Visible checks for `Config`."""

from gradax.testing import expect, expect_close, probe


@probe
def example(student):
    """Whether it is a dataclass; its default, and its leaves."""
    import dataclasses

    import jax

    config = student.Config(0.1, 0.9)
    leaves = ["the config itself" if leaf is config else leaf for leaf in jax.tree.leaves(config)]
    return {"dataclass": dataclasses.is_dataclass(config), "name": config.name, "leaves": leaves}


@probe
def jitted(student):
    """What a jitted function makes of two configs."""
    import jax

    run = jax.jit(lambda config: config.rate * len(config.name))
    return [run(student.Config(0.5, 0.9)), run(student.Config(0.5, 0.9, "adam"))]


def test_the_worked_example(student):
    """`Config(0.1, 0.9)` is a dataclass with the name "sgd" and two leaves."""
    seen = student.probe(example)
    expect(
        seen["dataclass"] is True, "`Config` is not a dataclass yet: `@dataclasses.dataclass` belongs above the class."
    )
    expect_close(seen["name"], "sgd", what="The name of `Config(0.1, 0.9)`", because='The default is "sgd".')
    because = "The class must be registered, and the name static."
    expect_close(seen["leaves"], [0.1, 0.9], what="`jax.tree.leaves(Config(0.1, 0.9))`", because=because)


def test_jit_sees_the_name(student):
    """Inside `jit` the name is a string, the one of the config that is handed in."""
    because = "The name must be static, so that it is part of the structure."
    expect_close(student.probe(jitted), [1.5, 2.0], what="What a jitted function makes of two configs", because=because)
