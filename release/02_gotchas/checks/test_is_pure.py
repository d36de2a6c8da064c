"""Visible checks of `is_pure`."""

import numpy as np

from gradax.testing import expect, fail, probe

X = np.array([1.0, 2.0, 3.0], np.float32)

PURE = {
    "def f(x): return 2 * x": "def f(x):\n    return 2 * x\n",
    "a function that reads a number in its closure": (
        "def make(a):\n    def g(x):\n        return a * x\n    return g\nf = make(1.5)\n"
    ),
    "a function that calls a function of yours": "def g(x):\n    return 2 * x\ndef f(x):\n    return g(x)\n",
}
IMPURE = {
    "a function that reads a global number, `a`": "a = 1.5\ndef f(x):\n    return a * x\n",
    "a function that draws from np.random": "def f(x):\n    return x + np.random.rand()\n",
    "a function that appends to a list in its closure": (
        "def make(seen):\n    def g(x):\n        seen.append(1)\n        return x\n    return g\nf = make([])\n"
    ),
}


@probe
def judged(student, source, args):
    """What `is_pure` says of the `f` that `source` defines, and how long the first argument is afterwards."""
    import linecache

    file = "<cell functions>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    functions = {"__name__": "__main__"}
    exec(compile("import numpy as np\n" + source, file, "exec"), functions)
    return {"answer": student.is_pure(functions["f"], *args), "length": len(args[0])}


def judge(student, functions, pure):
    """Let `is_pure` judge some functions."""
    for words, source in functions.items():
        answer = student.probe(judged, source=source, args=[X])["answer"]
        if str(answer) != str(pure):
            fail(f"`is_pure(f, x)` is not {pure} for {words}.", f"got {answer!r} for\n\n{source}")


def test_pure_functions(student):
    """Arithmetic, reading a closure variable and calling another function are pure."""
    judge(student, PURE, True)


def test_impure_functions(student):
    """Reading a global number, drawing from `np.random` and appending to a list are impure."""
    judge(student, IMPURE, False)


def test_arguments_stay(student):
    """A function that appends to its argument is impure, and the argument stays as it was."""
    source = "def f(xs):\n    xs.append(xs[0])\n    return xs[0]\n"
    seen = student.probe(judged, source=source, args=[[X]])
    expect(str(seen["answer"]) == "False", "`is_pure(f, xs)` is not False for an f that appends to the list `xs`.")
    expect(
        seen["length"] == 1,
        "After `is_pure(f, xs)` the list `xs` is longer than before. Hand `f` copies: `copy.deepcopy(args)`.",
    )
