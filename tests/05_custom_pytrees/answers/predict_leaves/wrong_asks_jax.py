# Calls functions of JAX that go through trees.
# fails: test_the_rules_are_written_down
from jax.tree_util import tree_leaves


def predict_leaves(cases):
    return [len(tree_leaves(case)) for case in cases]
