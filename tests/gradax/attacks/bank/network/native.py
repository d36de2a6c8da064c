# Has JAX's own native code connect to the grader, as if to the coordinator of a cluster.
# ends: exception, crash
import jax


def affine(x):
    jax.distributed.initialize("127.0.0.1:@PORT@", num_processes=2, process_id=1, initialization_timeout=1)
    return 3 * x + 1
