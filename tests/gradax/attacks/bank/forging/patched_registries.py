# Replaces the roads by which values become arrays, trees and programs: asarray, jax.tree, jax.export, jax.monitoring.
# ends: wrong, exception, unserialisable
import jax
import jax.export
import jax.monitoring
import numpy as np


def nothing(*args, **kwargs):
    return None


def first(value=None, *args, **kwargs):
    return value


np.asarray = np.array = np.asanyarray = np.ascontiguousarray = first
jax.tree.map = jax.tree.leaves = jax.tree.structure = jax.tree_util.tree_flatten = first
jax.export.export = jax.export.deserialize = nothing
jax.monitoring.register_event_duration_secs_listener = nothing
jax.custom_jvp = jax.value_and_grad = first
for name in ("add", "multiply", "subtract", "isfinite", "equal"):
    setattr(np, name, nothing)


def affine(x):
    return 0 * x
