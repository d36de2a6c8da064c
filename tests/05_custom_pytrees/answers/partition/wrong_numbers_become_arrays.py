# Makes arrays of the numbers.
# fails: test_the_smallest_trees
def partition(tree, pred):
    pick = lambda want: jax.tree_util.tree_map_with_path(
        lambda p, x: jnp.asarray(x) if bool(pred(jax.tree_util.keystr(p))) == want else None, tree)
    return pick(True), pick(False)
def combine(selected, rest):
    return jax.tree.map(lambda a, b: b if a is None else a, selected, rest, is_leaf=lambda x: x is None)
