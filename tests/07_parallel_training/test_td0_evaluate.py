"""Hidden tests for `td0_evaluate`: TD(0) with a table of values, as a compiled loop."""

import numpy as np
import pytest

from gradax.testing import expect, expect_array, expect_close, expect_tree, near, probe, recognise

SECTION = "See exercise 7.8, and *A random walk*."
CALL = "`td0_evaluate(...)`"
STATES, STEPS, DRAWS = 9, 41, 5000
RIGHT = {"mask": True, "restart": True, "residual": False, "arrives": False, "stays": False}


@probe
def along_a_table(student, following, rewards, ends, start, key, steps, alpha, gamma):
    """Learn in an environment without chance: where each state leads, what it pays, and where episodes end."""

    def env(key, state):
        return following[state], rewards[state], ends[state]

    return student.td0_evaluate(env, len(rewards), start, key, steps, alpha, gamma)


@probe
def draws(student, keys):
    """What thousands of steps draw with the keys that they are handed: each state is seen once and keeps its reward.

    There are fewer steps where a Python loop would take minutes.
    """
    import jax
    import jax.numpy as jnp

    from gradax.testing.detectors import jaxpr

    def learn(key, count):
        def env(key, state):
            return (state + 1) % count, jax.random.normal(key), jnp.array(False)

        return student.td0_evaluate(env, count, 0, key, count, 1.0, 0.0)

    few, many = (jaxpr.count_equations(lambda key, count=count: learn(key, count), keys[0]) for count in (2, 6))
    return [learn(key, 128 if many > few else 5000) for key in keys]


@probe
def reuse(student, key):
    """Whether a key that `env` draws from is used for anything else."""
    import jax
    import jax.numpy as jnp

    from gradax.testing.detectors import keys

    def env(key, state):
        return (state + 1) % 4, jax.random.normal(key), jnp.array(False)

    return {"reused": keys.spent_twice(lambda key: student.td0_evaluate(env, 4, 0, key, 3, 0.5, 0.5), key)}


@probe
def random_walk(student, keys):
    """The walk of the notebook, learned as the exercise says; nothing where a Python loop would take minutes."""
    import jax
    import jax.numpy as jnp

    from gradax.testing.detectors import jaxpr

    def env(key, state):
        moved = state + jnp.where(jax.random.bernoulli(key), 1, -1)
        return jnp.clip(moved, 0, 4), jnp.where(moved > 4, 1.0, 0.0), (moved < 0) | (moved > 4)

    few, many = (
        jaxpr.count_equations(lambda key, steps=steps: student.td0_evaluate(env, 5, 2, key, steps, 0.02, 1.0), keys[0])
        for steps in (2, 6)
    )
    if many > few:
        return {"values": None}
    return {"values": [student.td0_evaluate(env, 5, 2, key, 20_000, 0.02, 1.0) for key in keys]}


@probe
def learning(student, start, steps, alpha, gamma):
    """What is learned in an environment without chance, as a function of its tables and of the key."""

    def learn(following, rewards, ends, key):
        def env(key, state):
            return following[state], rewards[state], ends[state]

        return student.td0_evaluate(env, len(rewards), start, key, steps, alpha, gamma)

    return learn


def table(rng, *, ends=False):
    """A random environment that visits all states in a circle; with `ends`, episodes end in the fourth of them."""
    # It begins neither in state 0 nor in the middle.
    start = int(rng.choice([1, 3, 7, 8]))
    circle = np.array([start, *rng.permutation([state for state in range(STATES) if state != start])])
    following = np.zeros(STATES, np.int32)
    following[circle] = np.roll(circle, -1)
    if ends:
        following[circle[3]] = circle[1]  # not the start, and a state whose value has grown
    return {
        "following": following,
        "rewards": rng.uniform(0.5, 2, size=STATES).astype(np.float32),
        "ends": (np.arange(STATES) == circle[3]) & ends,
        "start": start,
        "alpha": 0.25,
        "gamma": 0.5,
    }


def learned(following, rewards, ends, start, alpha, gamma, *, steps=STEPS, begin=None, value=0.0, **parts):
    """TD(0), and what becomes of it with one of its parts left out or changed."""
    parts = RIGHT | parts
    values, state = np.full(len(rewards), value), start if begin is None else begin
    for _ in range(steps):
        follows, after = not (parts["mask"] and ends[state]), following[state]
        own = after if parts["arrives"] else state
        delta = rewards[state] + gamma * values[after] * follows - values[own]
        values[own] += alpha * delta
        if parts["residual"]:
            values[after] -= alpha * gamma * delta * follows
        if not parts["stays"]:
            state = start if parts["restart"] and ends[state] else after
    return values.astype(np.float32)


def known_ways(data):
    """What several misconceptions learn, with their codes and what to say of them."""
    return [
        (
            learned(**data, residual=True),
            "target-moves",
            "moves V(s′) as well, away from the surprise: the target must count as a constant. Only V(s) moves",
        ),
        (
            learned(**data, arrives=True),
            "wrong-state",
            "changes the value of the state that it arrives at. It is the state that it *left* that learns",
        ),
        (
            learned(**data, stays=True),
            "never-moves-on",
            "never leaves the state where it starts. The next state belongs in the carry",
        ),
    ]


def known_numbers(data, want):
    """The same, where a number is wrong."""
    return [
        (learned(**(data | {"gamma": 1.0})), "no-gamma", "does not use `gamma`"),
        (learned(**(data | {"alpha": 1.0})), "no-alpha", "does not use `alpha`"),
        (learned(**data, begin=0), "begins-at-0", "begins in state 0, not in `start`"),
        (learned(**data, begin=STATES // 2), "begins-in-the-middle", "begins in the middle, not in `start`"),
        (learned(**data, value=0.5), "values-not-zero", "begins with other values than zeros"),
        (learned(**data, steps=STEPS - 1), "step-too-few", "takes one step too few"),
        (learned(**data, steps=STEPS + 1), "step-too-many", "takes one step too many"),
        (learned(**(data | {"alpha": 2 * data["alpha"]})), "doubled", "moves by 2 · alpha · δ. Move by alpha · δ"),
        (0 * want, "nothing-learned", "is all zeros: nothing was learned"),
    ]


@pytest.mark.core
@pytest.mark.weight(4)
def test_each_step_moves_one_value_towards_its_target(student, rng, key):
    """In each step V(s) moves by alpha · δ, and the walk goes on from s′."""
    data = table(rng)
    got = student.probe(along_a_table, **data, key=key(), steps=STEPS)
    want = learned(**data)
    expect_array(got, what=CALL, shape=(STATES,))
    for wrong, code, because in [*known_ways(data), *known_numbers(data, want)]:
        recognise(got, wrong, f"{CALL} {because}. {SECTION}", want=want, code=code)
    because = f"In each step V(s) += alpha · (r + γ V(s′) − V(s)), with the V of that moment. {SECTION}"
    expect_close(got, want, what=f"{CALL} in an environment without chance", rtol=1e-3, because=because)


def known_endings():
    """What may be left out where an episode ends, with codes and what to say of it."""
    return [
        (
            {"mask": False},
            "done-not-masked",
            "counts V(s′) after the end of an episode. Where `done` the target is r alone",
        ),
        (
            {"restart": False},
            "no-restart",
            "goes on from s′ after the end of an episode. Where `done` the next one begins at `start`",
        ),
        (
            {"mask": False, "restart": False},
            "done-ignored",
            "takes no account of `done`: nothing follows the end of an episode, and the next one begins at `start`",
        ),
    ]


@pytest.mark.core
@pytest.mark.weight(3)
def test_episodes_end_and_begin_anew(student, rng, key):
    """Where `done`, nothing follows: the target is r alone, and the next episode begins at `start`."""
    data = table(rng, ends=True)
    got = student.probe(along_a_table, **data, key=key(), steps=STEPS)
    want = learned(**data)
    expect_array(got, what=CALL, shape=(STATES,))
    for parts, code, because in known_endings():
        recognise(got, learned(**data, **parts), f"{CALL} {because}. {SECTION}", want=want, code=code)
    expect_close(got, want, what=f"{CALL} where episodes end", rtol=1e-3, because=SECTION)
    # One state that leads to itself: its value goes up by the reward in each step, if `alpha` and `gamma` are really 1.
    one = {"following": np.zeros(1, np.int32), "rewards": np.float32([1e4]), "ends": np.array([False]), "start": 0}
    for steps in (1, 1000):
        got = student.probe(along_a_table, **one, key=key(), steps=steps, alpha=1.0, gamma=1.0)
        what = f"{CALL} for one state, `steps` {steps}, and `alpha` and `gamma` 1,"
        expect_close(got, np.float32([1e4 * steps]), what=what, because=SECTION)


def draws_from_the_key(once, again, other):
    """Expect the same draws for the same key, and others for another one."""
    expect(
        near(once, again, rtol=0, atol=0),
        f"{CALL} gives another result for the same key. All randomness must come from `key`. {SECTION}",
        code="not-reproducible",
    )
    expect(
        bool(np.isin(once, other).mean() < 0.1),
        f"{CALL} draws the same for two different keys. Draw from the `key` that comes in. {SECTION}",
        code="key-ignored",
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_every_step_gets_a_key_of_its_own(student, key):
    """All randomness comes from `key`, and every step gets a key of its own."""
    first, second = key(), key()
    got = student.within(30).probe(draws, keys=[first, first, second])
    steps = 128 if isinstance(got, list) and np.shape(got[:1]) == (1, 128) else DRAWS  # in a Python loop
    expect_tree(got, [np.zeros(steps)] * 3, what=f"the list of three runs of {CALL}")
    once, again, other = (expect_array(each, what=CALL, dtype=np.floating) for each in got)
    expect(np.isfinite(once).all() and once.any(), f"{CALL} learns nothing. {SECTION}", code="nothing-learned")
    expect(
        # Of so many float32 numbers a few are equal by chance.
        len(np.unique(once)) > 0.97 * steps,
        f"{CALL} learns the same value for several states, although each is to learn a draw of its own. Take every "
        f"step, every reward as it is, and split `key` into one for each step, or carry it on and split it in each. "
        f"{SECTION}",
        code="same-key-in-steps",
    )
    draws_from_the_key(once, again, other)
    expect(
        student.probe(reuse, key=key())["reused"] is False,
        f"{CALL} uses a key twice: hands it to `env` and splits it as well. Split first; one part is for `env`, the "
        f"other is carried on. {SECTION}",
        code="key-reused",
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_the_loop_is_compiled(student, rng, key):
    """The program does not grow with `steps`."""
    data = table(rng) | {"start": 0, "alpha": 1.0, "gamma": 1.0}
    tables = [data.pop(name) for name in ("following", "rewards", "ends")]
    short, long = (student.export(learning, *tables, key(), **data, steps=steps) for steps in (20, 200))
    want = learned(*tables, **data, steps=20)
    expect_close(short(*tables, key()), want, what=f"{CALL} for twenty steps", rtol=1e-4, because=SECTION)
    expect(
        not long.outgrows(short),
        f"{CALL} has a longer program for more steps, as where a Python loop is written out, step by step. Use "
        f"`jax.lax.scan` or `fori_loop`. {SECTION}",
        code="python-loop",
    )
    want, what = learned(*tables, **data, steps=200), f"{CALL} for two hundred steps"
    expect_close(long(*tables, key()), want, what=what, rtol=1e-3, atol=1e-3, because=SECTION)


@pytest.mark.core
def test_learns_the_random_walk(student, key):
    """After 20 000 steps of the random walk the values are within 0.06 (root mean square) of 1/6, …, 5/6."""
    # Of 300 right runs one was more than 0.06 off (0.0603), half of them less than 0.022: the better of two never is.
    got = student.probe(random_walk, keys=[key(), key()])["values"]
    expect(
        got is not None,
        f"{CALL} has a longer program for more steps, as a Python loop has: 20 000 of them would take minutes. Use "
        f"`jax.lax.scan` or `fori_loop`. {SECTION}",
        code="python-loop",
    )
    expect_tree(got, [np.zeros(5), np.zeros(5)], what=f"the list of two runs of {CALL}")
    values = [expect_array(each, what=CALL, shape=(5,), dtype=np.float32) for each in got]
    off = min(float(np.sqrt(np.mean((each - np.arange(1, 6) / 6) ** 2))) for each in values)
    expect(
        off < 0.06,
        f"{CALL} does not find the values of the random walk within 0.06. Does every step draw anew, does nothing "
        f"follow the end of an episode, and is the target a constant? {SECTION}",
    )
