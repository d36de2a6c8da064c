# Starts what JAX would start beside itself: a profiler's server and its traces on disk.
# ends: exception, wrong
import jax


def affine(x):
    refusals = []
    for way in (
        lambda: jax.profiler.start_server(0),
        lambda: jax.profiler.start_trace("@HOST@"),
        lambda: jax.distributed.initialize("127.0.0.1:1", 1, 0, initialization_timeout=1),
    ):
        try:
            way()
        except Exception as refusal:
            refusals.append(refusal)
    raise ExceptionGroup("refused", refusals)
