# Changes the list or the trees that it is given, and gives leaves of another shape.
# fails: test_what_is_given_stays_as_it_was, test_every_value_comes_back
def tree_stack(trees):
    return jax.tree.map(lambda *leaves: jnp.stack(leaves), *trees)


def tree_unstack(tree):
    def cut(node):
        for key in list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ():
            if isinstance(node[key], (dict, list)):
                cut(node[key])
            elif hasattr(node[key], 'shape'):
                node[key] = node[key][:0]

    trees = [jax.tree.map(lambda leaf: leaf[i], tree) for i in range(len(jax.tree.leaves(tree)[0]))]
    cut(tree)
    return trees
