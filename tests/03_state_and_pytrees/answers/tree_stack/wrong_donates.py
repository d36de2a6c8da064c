# Donates what it is given, which deletes it.
# fails: test_what_is_given_stays_as_it_was, test_every_value_comes_back
from functools import partial
@partial(jax.jit, donate_argnums=0)
def tree_stack(trees):
    return jax.tree.map(lambda *leaves: jnp.stack(leaves), *trees)
@partial(jax.jit, donate_argnums=0)
def tree_unstack(tree):
    leaves, treedef = jax.tree.flatten(tree)
    return [treedef.unflatten([l[i] for l in leaves]) for i in range(leaves[0].shape[0])]
