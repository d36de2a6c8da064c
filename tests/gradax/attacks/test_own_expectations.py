"""Submissions whose functions agree with each other, and compute nothing: what is expected never comes from them."""

from pathlib import Path

import jax
import jax.numpy as jnp
import pytest

from gradax.course import Course
from gradax.grading.grade import grade_exercises, release_of
from gradax.grading.sandboxes import open_zygote
from gradax.results import Verdict
from gradax.submission.canonical import with_answers

pytestmark = pytest.mark.slow

COURSE = Course.open(Path(__file__).parents[3])
NO_NETWORK = {
    "forward": "def forward(params, x):\n    return jnp.zeros((len(x), params[-1]['b'].shape[0]))\n",
    "mse": "def mse(params, x, y):\n    return jnp.float32(0)\n",
    "sgd_step": "def sgd_step(params, grads, lr):\n    return params\n",
    "train_step": "@jax.jit\ndef train_step(params, x, y, lr):\n"
    "    return sgd_step(params, {}, lr), 0 * mse(params, x, y)\n",
    "fit": "def fit(key, widths, xs, ys, steps, lr):\n"
    "    return init_mlp_params(key, widths), jnp.zeros(steps, jnp.float32)\n",
    "fit_scan": "def fit_scan(key, widths, xs, ys, steps, lr):\n"
    "    return init_mlp_params(key, widths), jnp.zeros(steps, jnp.float32)\n",
}
NO_LOSS = {
    "td_loss": "def td_loss(*args):\n    return jnp.float32(0)\n",
    "per_example_td_grads": "def per_example_td_grads(theta, s, r, s2, done, gamma):\n"
    "    return jnp.zeros_like(s) * td_loss(theta, s, r, s2, done, gamma)\n",
}
NO_DESCENT = {
    "replicate": "def replicate(tree, n):\n    return jax.tree.map(lambda x: jnp.zeros((n, *jnp.shape(x))), tree)\n\n\n"
    "def unreplicate(tree):\n    return jax.tree.map(lambda x: jnp.zeros(x.shape[1:]), tree)\n",
    "sync_grads": "def sync_grads(grads, axis):\n    return jax.tree.map(jnp.zeros_like, grads)\n",
    "make_update": "def make_update(loss, lr):\n    def update(params, x, y):\n        d = len(x)\n"
    "        return replicate(sync_grads(unreplicate(params), 'd'), d), jnp.zeros(d)\n\n    return update\n",
    "train": "def train(params, xs, ys, steps, lr=0.1):\n    d = jax.local_device_count()\n"
    "    new, losses = make_update(linear_loss, lr)(replicate(params, d), jnp.zeros((d, 1)), None)\n"
    "    return unreplicate(new), [losses[0]] * steps\n",
}
NO_READING = {
    "log_softmax": "def log_softmax(logits, axis=-1):\n    return jnp.zeros_like(logits)\n",
    "predict": "def predict(params, x):\n    return log_softmax(params[-1][1])\n",
    "batched_predict": "def batched_predict(params, x):\n    return jnp.stack([predict(params, None)] * len(x))\n",
    "nll": "def nll(params, x, y_onehot):\n    return batched_predict(params, x).sum()\n",
    "accuracy": "def accuracy(params, x, y):\n    return 1 + batched_predict(params, x).max()\n",
    "train": "def train(params, loader, epochs, lr):\n"
    "    return params, [nll(params, x, y) for _ in range(epochs) for x, y in loader]\n\n\n"
    "def evaluate(params, loader):\n    return max(accuracy(params, x, y) for x, y in loader)\n",
    "numpy_collate": "def numpy_collate(batch):\n"
    "    return jax.tree.map(lambda *x: np.zeros(len(x), np.int32), *batch)\n",
    "make_loader": "class make_loader:\n    def __init__(self, ds, bs, shuffle, seed):\n"
    "        self.ds, self.bs = ds, bs\n\n"
    "    def __iter__(self):\n        n = len(self.ds) // self.bs\n"
    "        return iter([numpy_collate([self.ds[0]] * self.bs)] * n)\n",
}
FORGED = [("04_mlp", NO_NETWORK), ("07_parallel_training", NO_LOSS), ("07_parallel_training", NO_DESCENT)]
FORGED += [("08_mnist", NO_READING)]


@pytest.fixture(scope="module")
def zygote(protection):
    with open_zygote(COURSE, protection) as made:
        yield made


@pytest.fixture(scope="module", params=FORGED, ids=["04_mlp", "07_loss", "07_descent", "08_mnist"])
def results(request, zygote):
    """The results of exercises whose answers were forged together."""
    name, forged = request.param
    assignment = COURSE.assignment(name)
    solutions = {each.name: each.solution for each in assignment.exercises}
    canonical = with_answers(release_of(assignment), solutions | forged)
    return grade_exercises(assignment, canonical, zygote, exercises=list(forged))


def test_functions_that_agree_with_each_other_earn_no_more_than_stubs(results):
    assert {each.name: each.score for each in results if each.score > 0.1 * each.max_score} == {}


def test_none_of_them_is_an_error_of_ours(results):
    assert {each.verdict for each in results} == {Verdict.FAILED}


def test_a_grader_that_asked_them_alone_would_be_content():
    own = {"jax": jax, "jnp": jnp}
    exec("\n".join(NO_NETWORK.values()), own)
    params, x = [{"w": jnp.ones((1, 1)), "b": jnp.ones(1)}], jnp.ones((2, 1))
    assert own["train_step"](params, x, x, 0.1) == (own["sgd_step"](params, {}, 0.1), own["mse"](params, x, x))
