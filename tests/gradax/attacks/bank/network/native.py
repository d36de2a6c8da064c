# Has JAX's own native code connect to the grader, as if to the coordinator of a cluster.
# ends: exception, crash, timeout
import jax

jax.distributed.initialize("127.0.0.1:@PORT@", num_processes=2, process_id=1, initialization_timeout=1)


def affine(x):
    return 3 * x + 1
