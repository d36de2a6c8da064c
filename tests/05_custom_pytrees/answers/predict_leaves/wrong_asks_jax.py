# Asks JAX instead of writing the rules down.
# fails: test_the_rules_are_written_down
def predict_leaves(cases):
    return [len(jax.tree.leaves(case)) for case in cases]
