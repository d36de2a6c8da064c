# Takes leaves apart with `jnp.unstack`.
import operator
from functools import partial
def tree_stack(trees):
    treedefs = [jax.tree.structure(t) for t in trees]
    columns = zip(*(jax.tree.leaves(t) for t in trees))
    return treedefs[0].unflatten([jnp.asarray(list(column)) for column in columns])
def tree_unstack(tree):
    leaves, treedef = jax.tree.flatten(tree)
    return list(map(treedef.unflatten, zip(*map(jnp.unstack, leaves))))
