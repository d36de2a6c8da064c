"""The author's reference: each public name has an example that passes and one that fails, and both are true."""

import ast
import doctest
import importlib
import inspect
import textwrap

import jax
import jax.numpy as jnp
import numpy as np
import pytest

import gradax.testing
from gradax.testing import detectors, edges, plugin
from gradax.testing.program import Program
from gradax.testing.student import Student
from gradax.wire.perform import notebook_performer
from gradax.wire.transport import LocalTransport

FIXTURES = ("student", "reference", "rng", "key")
LABELS = ("Passes:", "Fails:")
SECONDS = 60  # for one request that names no other; long enough for a busy machine


def functions_of(module):
    own = inspect.getmembers(module, inspect.isfunction)
    return {name: each for name, each in own if each.__module__ == module.__name__ and name[0] != "_"}


def methods_of(cls):
    return {name: each for name, each in vars(cls).items() if inspect.isfunction(each) and name[0] != "_"}


def documented():
    """Everything that the reference shows, by the address under which it stands there."""
    found = {name: getattr(gradax.testing, name) for name in gradax.testing.__all__}
    found |= {"program.Program": Program, "Key.from_seed": gradax.testing.Key.from_seed}
    found |= {f"Student.{name}": each for name, each in methods_of(Student).items()}
    found |= {f"program.Program.{name}": each for name, each in methods_of(Program).items()}
    found |= {f"plugin.{name}": getattr(plugin, name) for name in FIXTURES}
    found |= {f"edges.{name}": each for name, each in functions_of(edges).items()}
    for name in detectors.__all__:
        module = importlib.import_module(f"{detectors.__name__}.{name}")
        found |= {f"detectors.{name}.{function}": each for function, each in functions_of(module).items()}
    return {f"gradax.testing.{address}": each for address, each in found.items()}


DOCUMENTED = documented()


def examples_of(name):
    """The examples of a name by their label: those that pass, and those that fail."""
    label, found = "", {label: [] for label in ("", *LABELS)}
    for part in doctest.DocTestParser().parse(inspect.getdoc(DOCUMENTED[name]) or ""):
        if isinstance(part, doctest.Example):
            found[label].append(part)
        else:
            label = next((line.strip() for line in reversed(part.splitlines()) if line.strip() in LABELS), label)
    return found


def student_of(code, who=Student):
    """A student whose notebook imports JAX and has one cell."""
    transport = LocalTransport(notebook_performer(), seconds=SECONDS)
    transport.request("cell", source="import jax\nimport jax.numpy as jnp", name="setup")
    transport.request("cell", source=code, name="answer")
    return who(transport)


def names():
    """What the examples may use."""
    rng = np.random.default_rng(0)
    seeds = np.random.default_rng(1)
    tops = [each for each in DOCUMENTED.values() if inspect.isfunction(each) or inspect.isclass(each)]
    tools = {each.__name__: each for each in tops if each.__qualname__ == each.__name__}  # but for methods
    known = {"np": np, "jax": jax, "jnp": jnp, "student_of": student_of, "rng": rng}
    return tools | known | {"key": lambda: gradax.testing.Key.from_seed(int(seeds.integers(2**32)))}


def test_every_name_has_an_example_that_passes_and_one_that_fails():
    lacking = [
        f"{name} has no example under {label}"
        for name in DOCUMENTED
        for label in LABELS
        if not examples_of(name)[label]
    ]
    assert lacking == []


@pytest.mark.parametrize("name", DOCUMENTED)
def test_the_examples_are_true(name):
    parts = [each for label in LABELS for each in examples_of(name)[label]]
    test = doctest.DocTest(parts, names(), name, None, 0, None)
    said = []
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    doctest.DocTestRunner(optionflags=flags, verbose=False).run(test, out=said.append)
    assert said == [], "".join(said)


def test_what_fails_ends_in_a_failure_or_gives_another_answer():
    """An example that fails differs from the one that passes: it raises, or what it gives is something else."""
    same = []
    for name in DOCUMENTED:
        passes, fails = ([each.want for each in examples_of(name)[label] if each.want] for label in LABELS)
        if not fails or set(fails) <= set(passes):
            same.append(name)
    assert same == []


def test_every_error_that_a_public_function_raises_itself_is_in_its_docstring():
    silent = []
    for name, each in DOCUMENTED.items():
        if not inspect.isfunction(each):
            continue
        tree = ast.parse(textwrap.dedent(inspect.getsource(each)))
        raises = [node for node in ast.walk(tree) if isinstance(node, ast.Raise) and node.exc is not None]
        if raises and "Raises:" not in (each.__doc__ or ""):
            silent.append(name)
    assert silent == []
