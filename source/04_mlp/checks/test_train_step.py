"""Visible checks of `train_step`."""

import numpy as np

from gradax.testing import expect, expect_close, expect_tree, probe, recognise

PARAMS = [{"w": np.array([[2.0]], np.float32), "b": np.array([0.0], np.float32)}]
X = np.array([[1.0], [3.0]], np.float32)


@probe
def compilations(student, params, x, rates):
    """How many programs JAX makes for further learning rates."""
    from gradax.testing.detectors import traces

    for lr in rates[:2]:
        student.train_step(params, x, x, lr)
    return traces.compilations(lambda: [student.train_step(params, x, x, lr) for lr in rates[2:]])


@probe
def python_runs(student, params, x):
    """How many of the student's Python functions run in a call whose program exists already."""
    from gradax.testing.detectors import traces

    for lr in (0.1, 0.1):
        student.train_step(params, x, x, lr)
    return traces.python_runs(student.train_step, params, x, x, 0.1)


def step(student):
    """The step of the worked example, once its structure is right."""
    got = student.train_step(PARAMS, X, X, 0.1)
    expect_tree(got, (PARAMS, np.float32(0)), what="`train_step(params, x, y, 0.1)`")
    return got


def test_the_loss_of_the_worked_example(student):
    """The loss before the step is 5."""
    loss = step(student)[1]
    recognise(
        loss, np.float32(0.16), "The loss of `train_step` is measured after the update. It should be that of `params`."
    )
    because = "The errors are 1 and 3: (1 + 9) / 2. It is your `mse` that is called here: does its check pass?"
    expect_close(loss, np.float32(5.0), what="the loss of `train_step(params, x, y, 0.1)`", because=because)


def test_the_new_params_of_the_worked_example(student):
    """The step moves w from 2 to 1, and b from 0 to -0.4."""
    want = [{"w": np.array([[1.0]], np.float32), "b": np.array([-0.4], np.float32)}]
    because = "The gradients are 10 and 4, the learning rate is 0.1."
    expect_close(step(student)[0], want, what="the new parameters of `train_step(params, x, y, 0.1)`", because=because)


def test_is_compiled(student):
    """It is compiled."""
    step(student)
    runs = student.probe(python_runs, params=PARAMS, x=X)
    expect(
        isinstance(runs, int) and runs <= 1,
        "`train_step` runs its Python in every call. Put `@jax.jit` above the `def`.",
    )


def test_one_program_for_all_learning_rates(student):
    """Another learning rate does not compile again."""
    step(student)
    made = student.probe(compilations, params=PARAMS, x=X, rates=[0.1, 0.2, 0.3, 0.4])
    expect(made == 0, "`train_step` compiles again for another `lr`. Leave `lr` an ordinary argument. See section 7.")
