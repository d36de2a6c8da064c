"""Hidden tests for `is_pure`: functions of all kinds, pure and impure by the three rules of the text."""

from typing import NamedTuple

import numpy as np
import pytest

from gradax.testing import HostArray, expect, fail, probe

RULES = "See the three rules of the exercise."
IMPORTS = "import random, time\nimport jax, jax.numpy as jnp, numpy as np\n"

# Each is what a function `f` does, and a piece of a notebook that defines it.
ARITHMETIC = (
    "that does arithmetic",
    """
def f(x):
    return 2 * x * x
""",
)
MATRIX = (
    "that makes a matrix",
    """
def f(x):
    return x[:, None] * x
""",
)
LOCAL_LIST = (
    "that appends to a list of its own",
    """
def f(x):
    parts = []
    for k in range(3):
        parts.append(x)
    return parts[0] * parts[1]
""",
)
PRINTS = (
    "that prints",
    """
def f(x):
    print('f runs')
    return x + 1
""",
)
DEBUG_PRINTS = (
    "that prints by `jax.debug.print`",
    """
def f(x):
    jax.debug.print('x is {}', x)
    return x + 1
""",
)
CLOSURE_NUMBER = (
    "that reads a number in its closure",
    """
def make(a):
    def g(x):
        return a * x
    return g
f = make(1.5)
""",
)
CLOSURE_ARRAYS = (
    "that reads arrays, a dict and a list in its closure",
    """
def make(a, b):
    def g(x):
        return a * x * b['scale'] * b['more'][0]
    return g
f = make(jnp.arange(3.0), {'scale': np.ones(3), 'more': [1.0, 2.0]})
""",
)
CLOSURE_FUNCTION = (
    "that calls a function in its closure",
    """
def make(g):
    def h(x):
        return g(x) + 1
    return h
def twice(x):
    return 2 * x
f = make(twice)
""",
)
HELPERS = (
    "that calls functions, a jitted one among them",
    """
def inner(x):
    return 2 * x
@jax.jit
def helper(x):
    return 2 * inner(x)
def f(x):
    return (lambda each: 2 * each)(helper(x))
""",
)
JITTED = (
    "that is jitted",
    """
@jax.jit
def f(x):
    return 2 * x
""",
)
DRAWS = (
    "that draws from a key among its arguments",
    """
def f(key, x):
    return x * jax.random.uniform(key, (3,))
""",
)
REBINDS = (
    "that does `x += 1` with an array of JAX, which only rebinds the name",
    """
def f(x):
    x += 1
    return x
""",
)
READS_TREE = (
    "that reads a dict among its arguments",
    """
def f(params, x):
    w, b = params['w'], params['b'][0]
    return x * w + b
""",
)
COPIES_TREE = (
    "that changes its own copy of an argument",
    """
def f(params, x):
    params = dict(params)
    params['w'] = params['w'] + 1
    return x * params['w']
""",
)
RECURSIVE = (
    "that calls itself",
    """
def f(x):
    return x if x.ndim == 0 else f(x[0]) + 1
""",
)
SAME_NAMES = (
    "whose attributes and local variables have the names of global data",
    """
size, a = 3, 1.5
def f(x):
    a = x.size
    return a * x
""",
)
CLASS = (
    "that makes an object of a global class",
    """
class Pair:
    def __init__(self, a, b):
        self.a, self.b = a, b
def f(x):
    pair = Pair(x, 2)
    return pair.a * pair.b
""",
)
CALLABLE_OBJECT = (
    "that calls a global object of a class that can be called",
    """
class Scale:
    def __init__(self, a):
        self.a = a
    def __call__(self, x):
        return self.a * x
scale = Scale(1.5)
def f(x):
    return scale(x)
""",
)
RECURSIVE_HELPER = (
    "that calls a function that calls itself, and one that calls it in turn",
    """
def halve(x, times):
    return x if times == 0 else turn(x / 2, times - 1)
def turn(x, times):
    return x if times == 0 else halve(-x, times - 1)
def total(x):
    return x if x.ndim == 0 else total(x[0]) + 1
def f(x):
    return halve(x, 3) + total(x)
""",
)

GLOBAL_NUMBER = (
    "that reads a global number",
    """
a = 1.5
def f(x):
    return a * x
""",
)
GLOBAL_ARRAY = (
    "that reads a global array",
    """
a = jnp.arange(3.0)
def f(x):
    return a * x
""",
)
GLOBAL_DICT = (
    "that reads a global dict",
    """
config = {'a': 1.5}
def f(x):
    return config['a'] * x
""",
)
GLOBAL_OBJECT = (
    "that reads an attribute of a global object",
    """
class Settings:
    a = 1.5
settings = Settings()
def f(x):
    return settings.a * x
""",
)
GLOBAL_STRING = (
    "that decides by a global string",
    """
mode = 'double'
def f(x):
    return 2 * x if mode == 'double' else x
""",
)
GLOBAL_TUPLE = (
    "that reads a global tuple",
    """
shape = (3,)
def f(x):
    return x * jnp.ones(shape)
""",
)
GLOBAL_SET = (
    "that reads a global set",
    """
chosen = {1, 2}
def f(x):
    return x if 1 in chosen else -x
""",
)
GLOBAL_SET_ONLY = (
    "that sets a global number and never reads it",
    """
last = 0
def f(x):
    global last
    last = 3
    return x + 1
""",
)
GLOBAL_APPEND = (
    "that appends to a global list, and whose result does not show it",
    """
log = []
def f(x):
    log.append(3)
    return x + 1
""",
)
GLOBAL_COUNTER = (
    "that counts its calls in a global",
    """
count = 0
def f(x):
    global count
    count += 1
    return x
""",
)
GLOBAL_IN_LAMBDA = (
    "in which a lambda reads a global number",
    """
a = 1.5
def f(x):
    return (lambda each: a * each)(x)
""",
)
GLOBAL_IN_HELPER = (
    "that calls a function that calls a function that reads a global number",
    """
a = 1.5
def inner(x):
    return a * x
def helper(x):
    return inner(x) + 1
def f(x):
    return helper(x)
""",
)
GLOBAL_IN_JITTED_HELPER = (
    "that calls a jitted function that reads a global number",
    """
a = 1.5
@jax.jit
def helper(x):
    return a * x
def f(x):
    return helper(x)
""",
)
GLOBAL_IN_JITTED = (
    "that is jitted and reads a global number",
    """
a = 1.5
@jax.jit
def f(x):
    return a * x
""",
)
GLOBAL_NUMBERS_OF_NUMPY = (
    "that reads a global number of NumPy's",
    """
a = np.float32(1.5)
def f(x):
    return a * x
""",
)
GLOBAL_COMPLEX = (
    "that reads a global complex number",
    """
a = 1.5 + 0j
def f(x):
    return abs(a) * x
""",
)
GLOBAL_IN_CLOSURE_FUNCTION = (
    "that calls a function in its closure that reads a global number",
    """
a = 1.5
def inner(x):
    return a * x
def make(g):
    def h(x):
        return g(x) + 1
    return h
f = make(inner)
""",
)
GLOBAL_FAR_AWAY = (
    "that calls a function that calls a function, and so on, the sixth of which reads a global number",
    """
a = 1.5
def six(x):
    return a * x
def five(x):
    return six(x) + 1
def four(x):
    return five(x) + 1
def three(x):
    return four(x) + 1
def two(x):
    return three(x) + 1
def f(x):
    return two(x) + 1
""",
)

NUMPY_DRAW = (
    "that draws a number from `np.random`",
    """
def f(x):
    return x + np.random.rand()
""",
)
NUMPY_NOISE = (
    "that draws an array from `np.random`",
    """
def f(x):
    return x * np.random.normal(size=3)
""",
)
TINY_DRAW = (
    "that draws a number from `np.random` that hardly shows",
    """
def f(x):
    return 1 + 0 * x + 3e-6 * np.random.rand(3)
""",
)
PYTHON_DRAW = (
    "that draws from `random`",
    """
def f(x):
    return x + random.random()
""",
)
CLOCK = (
    "that reads a clock",
    """
def f(x):
    return x + (time.perf_counter_ns() % 1000003) / 1000
""",
)
JITTED_DRAW = (
    "that is jitted and draws from `np.random`",
    """
@jax.jit
def f(x):
    return x + np.random.rand()
""",
)
JITTED_HELPER_DRAW = (
    "that calls a jitted function that draws from `np.random`",
    """
@jax.jit
def helper(x):
    return x + np.random.rand()
def f(x):
    return 2 * helper(x)
""",
)
COUNTS = (
    "that adds the number of its calls to its result",
    """
def make():
    calls = 0
    def g(x):
        nonlocal calls
        calls += 1
        return x + calls
    return g
f = make()
""",
)

CLOSURE_APPEND = (
    "that appends to a list in its closure, and whose result does not show it",
    """
def make(seen):
    def g(x):
        seen.append(3)
        return x + 1
    return g
f = make([])
""",
)
CLOSURE_KEEPS = (
    "that keeps its argument in a list in its closure",
    """
def make(seen):
    def g(x):
        seen.append(x)
        return x + 1
    return g
f = make([])
""",
)
CLOSURE_DICT = (
    "that writes into a dict in its closure",
    """
def make(seen):
    def g(x):
        seen['ran'] = True
        return x + 1
    return g
f = make({})
""",
)
CLOSURE_ARRAY = (
    "that changes a NumPy array in its closure in place",
    """
def make(calls):
    def g(x):
        calls[0] += 1
        return x + 1
    return g
f = make(np.zeros(2))
""",
)
CLOSURE_HIDDEN_COUNTER = (
    "that counts its calls in its closure, and whose result does not show it",
    """
def make():
    calls = 0
    def g(x):
        nonlocal calls
        calls += 1
        return x + 1
    return g
f = make()
""",
)
JITTED_APPEND = (
    "that is jitted and appends to a list in its closure",
    """
def make(seen):
    @jax.jit
    def g(x):
        seen.append(3)
        return x + 1
    return g
f = make([])
""",
)
OWN_ATTRIBUTE = (
    "that counts its calls in an attribute of its own",
    """
def f(x):
    f.calls += 1
    return x + 1
f.calls = 0
""",
)
CLOSURE_DEEP = (
    "that appends to a list in a dict in its closure",
    """
def make(seen):
    def g(x):
        seen['steps'][0].append(3)
        return x + 1
    return g
f = make({'steps': [[]]})
""",
)
CLOSURE_REPLACED = (
    "that puts another array in the place of one in its closure",
    """
def make(kept):
    def g(x):
        nonlocal kept
        kept = kept + 1
        return x + 1
    return g
f = make(jnp.zeros(3))
""",
)
NEW_ATTRIBUTE = (
    "that sets an attribute of its own that it did not have",
    """
def f(x):
    f.seen = 3
    return x + 1
""",
)
HELPER_APPENDS = (
    "that calls a function that appends to a list in its closure",
    """
def make(seen):
    def g(x):
        seen.append(3)
        return x
    return g
remember = make([])
def f(x):
    return remember(x) + 1
""",
)
CLOSURE_ENTRY = (
    "that changes an entry of a list in its closure",
    """
def make(calls):
    def g(x):
        calls[0] += 1
        return x + 1
    return g
f = make([0, 5])
""",
)
CLOSURE_LONG_ARRAY = (
    "that changes an entry of a long NumPy array in its closure",
    """
def make(calls):
    def g(x):
        calls[2000] += 1
        return x + 1
    return g
f = make(np.zeros(4000))
""",
)
CLOSURE_OF_CLOSURE = (
    "that calls a function in its closure that appends to a list in its own",
    """
def remembering(seen):
    def g(x):
        seen.append(3)
        return x
    return g
def make(g):
    def h(x):
        return g(x) + 1
    return h
f = make(remembering([]))
""",
)

ARGUMENT_LIST = (
    "that appends to a list among its arguments",
    """
def f(xs):
    xs.append(xs[0])
    return xs[0] + 1
""",
)
ARGUMENT_DICT = (
    "that sets an entry of a dict among its arguments",
    """
def f(params, x):
    params['w'] = params['w'] + 1
    return params['w'] * x
""",
)
ARGUMENT_POP = (
    "that pops from a list in a dict among its arguments",
    """
def f(params, x):
    return x * params['b'].pop()
""",
)
ARGUMENT_DELETES = (
    "that deletes an entry of a dict among its arguments",
    """
def f(params, x):
    del params['b']
    return x * params['w']
""",
)
ARGUMENT_ARRAY = (
    "that does `x += 1` with a NumPy array, which changes the caller's array",
    """
def f(x):
    x += 1
    return 2 * x
""",
)
ARGUMENT_ENTRY = (
    "that changes an entry of a long NumPy array among its arguments",
    """
def f(x):
    x[2000] += 1
    return 2 * x
""",
)
TREES = (READS_TREE, COPIES_TREE)


@probe
def judged(student, source, args):
    """What `is_pure` says of the `f` that `source` defines, and what has become of the arguments."""
    import linecache

    file = "<cell functions>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    functions = {"__name__": "__main__"}
    exec(compile(source, file, "exec"), functions)
    return {"answer": student.is_pure(functions["f"], *args), "args": args}


@probe
def of_library(student, x):
    """What `is_pure` says of a function of JAX."""
    import jax.numpy as jnp

    return student.is_pure(jnp.sin, x)


def is_bool(answer, wanted):
    """Whether an answer is a bool, of Python, NumPy or JAX, and this one."""
    return isinstance(answer, bool | np.ndarray) and np.asarray(answer).dtype == bool and str(answer) == str(wanted)


class Question(NamedTuple):
    """A function to judge: what it does and its source, its arguments, the right answer, and what to say otherwise."""

    case: tuple[str, str]
    args: list
    pure: bool
    because: str
    code: str


def judge(student, rng, questions):
    """Let `is_pure` judge these functions, asked in random order, so that no list of answers is right by heart."""
    answers = {}
    for index in rng.permutation(len(questions)):
        asked = questions[index]
        seen = student.probe(judged, source=IMPORTS + asked.case[1], args=asked.args)
        answers[index] = seen["answer"]
    for index, ((words, source), _, pure, because, code) in enumerate(questions):
        if is_bool(answers[index], pure):
            continue
        if not is_bool(answers[index], not pure):
            fail("`is_pure(f, ...)` answers neither True nor False.", f"got {answers[index]!r}", code="not-a-bool")
        fail(f"`is_pure(f, ...)` is {not pure} for a function {words}. {because}", source, code=code)


def judge_impure(student, rng, cases, because, code):
    """Impure functions of one argument, and a pure one among them, so that nobody passes by always saying False."""
    allowed = f"It does nothing that the rules forbid. {RULES}"
    questions = [Question(case, [array(rng)], False, because, code) for case in cases]
    judge(student, rng, [*questions, Question(ARITHMETIC, [array(rng)], True, allowed, "pure-is-impure")])


def array(rng):
    """A random array of shape (3,)."""
    return rng.normal(size=3).astype(np.float32)


def tree(rng):
    """A dict of an array and a list."""
    return {"w": array(rng), "b": [array(rng), array(rng)]}


def described(tree):
    """A tree of arrays as plain lists."""
    if isinstance(tree, HostArray):
        tree = tree.array
    if isinstance(tree, dict):
        return {name: described(value) for name, value in tree.items()}
    return [described(value) for value in tree] if isinstance(tree, list | tuple) else np.asarray(tree).tolist()


@pytest.mark.core
@pytest.mark.weight(3)
def test_pure_functions_are_pure(student, rng, key):
    """Pure functions are called pure: with helpers, closures that are only read, lists of their own, and prints."""
    answer = student.probe(of_library, x=array(rng))
    expect(is_bool(answer, True), f"`is_pure(jnp.sin, x)` is not True. {RULES}")
    allowed = (
        "None of the three rules forbids that: printing, reading modules, functions and closure variables, and "
        "changing what the call itself has made are fine."
    )
    cases = [
        *((case, "pure-is-impure") for case in (ARITHMETIC, MATRIX, LOCAL_LIST, RECURSIVE, SAME_NAMES, REBINDS)),
        *((case, "closure-is-impure") for case in (CLOSURE_NUMBER, CLOSURE_ARRAYS, CLOSURE_FUNCTION)),
        *((case, "functions-are-data") for case in (HELPERS, JITTED, CLASS, CALLABLE_OBJECT, RECURSIVE_HELPER)),
        *((case, "prints-are-impure") for case in (PRINTS, DEBUG_PRINTS)),
    ]
    judge(
        student,
        rng,
        [
            *(Question(case, [array(rng)], True, allowed, code) for case, code in cases),
            Question(DRAWS, [key(), array(rng)], True, allowed, "keys-are-impure"),
            *(Question(case, [tree(rng), array(rng)], True, allowed, "arguments-are-impure") for case in TREES),
            Question(GLOBAL_NUMBER, [array(rng)], False, f"It reads a global number. {RULES}", "always-true"),
        ],
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_global_data_is_impure(student, rng):
    """Reading or changing a global variable that holds data is impure, whatever the result shows."""
    because = (
        "Two calls give the same result until somebody changes the global: look at `outside(f)`, rule 1. Functions and "
        "modules are not data, but strings, tuples, sets, lists, arrays and objects of a class are."
    )
    cases = [GLOBAL_NUMBER, GLOBAL_ARRAY, GLOBAL_DICT, GLOBAL_OBJECT, GLOBAL_STRING, GLOBAL_TUPLE, GLOBAL_SET]
    cases += [GLOBAL_SET_ONLY, GLOBAL_APPEND, GLOBAL_COUNTER, GLOBAL_IN_JITTED]
    cases += [GLOBAL_NUMBERS_OF_NUMPY, GLOBAL_COMPLEX]
    judge_impure(student, rng, cases, because, "global-data")


@pytest.mark.core
@pytest.mark.weight(2)
def test_global_data_of_helpers_is_impure(student, rng):
    """Global data counts where a function that `f` calls, or a lambda inside `f`, reads it, too."""
    because = "What `f` does through functions that it calls counts as done by `f`: follow them, through `jit`, too."
    cases = (GLOBAL_IN_LAMBDA, GLOBAL_IN_HELPER, GLOBAL_IN_JITTED_HELPER, GLOBAL_IN_CLOSURE_FUNCTION, GLOBAL_FAR_AWAY)
    judge_impure(student, rng, cases, because, "global-data-of-helpers")


@pytest.mark.core
@pytest.mark.weight(2)
def test_results_that_differ_are_impure(student, rng):
    """Drawing from `np.random` or `random`, reading a clock and counting calls is impure."""
    because = "Two calls with the same arguments give different results, rule 2."
    cases = (NUMPY_DRAW, NUMPY_NOISE, TINY_DRAW, PYTHON_DRAW, CLOCK, COUNTS)
    judge_impure(student, rng, cases, because, "results-differ")


@pytest.mark.core
@pytest.mark.weight(2)
def test_what_jit_hides_is_impure(student, rng):
    """An inner or outer `jit` does not hide what happens while tracing."""
    because = (
        "A jitted function that was traced already answers from its program, and its Python does not run again: "
        "`jax.clear_caches()` before each call makes it."
    )
    judge_impure(student, rng, (JITTED_DRAW, JITTED_HELPER_DRAW, JITTED_APPEND), because, "hidden-by-jit")


@pytest.mark.core
@pytest.mark.weight(3)
def test_changing_what_lives_on_is_impure(student, rng):
    """Changing closure variables, what they hold, or the function's own attributes is impure."""
    because = (
        "The result does not show it: copy what `f` could change before the call, deeply, and compare afterwards, "
        "rule 3."
    )
    cases = [CLOSURE_APPEND, CLOSURE_KEEPS, CLOSURE_DICT, CLOSURE_ARRAY, CLOSURE_HIDDEN_COUNTER, CLOSURE_DEEP]
    cases += [CLOSURE_REPLACED, OWN_ATTRIBUTE, NEW_ATTRIBUTE, HELPER_APPENDS]
    cases += [CLOSURE_ENTRY, CLOSURE_LONG_ARRAY, CLOSURE_OF_CLOSURE]
    judge_impure(student, rng, cases, because, "change-unseen")


@pytest.mark.core
@pytest.mark.weight(2)
def test_changing_arguments_is_impure(student, rng):
    """Changing an argument in place is impure, and reading it is not."""
    because = "Give `f` a deep copy of the arguments, and compare it afterwards with the originals, rule 3."
    unseen = (False, because, "argument-change-unseen")
    cases = (ARGUMENT_DICT, ARGUMENT_POP, ARGUMENT_DELETES)
    only_reads = f"It only reads its arguments. {RULES}"
    judge(
        student,
        rng,
        [
            Question(ARGUMENT_LIST, [[array(rng), array(rng)]], *unseen),
            Question(ARGUMENT_ARRAY, [HostArray(array(rng))], *unseen),
            Question(ARGUMENT_ENTRY, [HostArray(rng.normal(size=4000).astype(np.float32))], *unseen),
            *(Question(case, [tree(rng), array(rng)], *unseen) for case in cases),
            Question(READS_TREE, [tree(rng), array(rng)], True, only_reads, "always-false"),
        ],
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_arguments_stay_as_they_were(student, rng):
    """`is_pure` leaves the arguments as they were, even if `f` does not, and still tells pure from impure."""
    x = array(rng)
    for case, args in [
        (ARGUMENT_LIST, [[x, array(rng)]]),
        (ARGUMENT_DICT, [tree(rng), x]),
        (ARGUMENT_POP, [tree(rng), x]),
        (ARGUMENT_ARRAY, [HostArray(x)]),
    ]:
        seen = student.probe(judged, source=IMPORTS + case[1], args=args)
        expect(
            repr(described(seen["args"])) == repr(described(args)),
            f"After `is_pure(f, ...)` of a function {case[0]}, the arguments have changed. `is_pure` runs `f`; hand it "
            "copies: `copy.deepcopy(args)`.",
            code="changes-arguments",
        )
    questions = [
        Question(ARITHMETIC, [x], True, RULES, "always-false"),
        Question(NUMPY_NOISE, [x], False, RULES, "always-true"),
    ]
    judge(student, rng, questions)
