# Raises its own limits, each in every way there is.
# ends: exception
import os
import resource

LIMITS = [getattr(resource, name) for name in dir(resource) if name.startswith("RLIMIT_")]
FREE = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)


def affine(x):
    refusals = []
    bounded = [limit for limit in LIMITS if resource.getrlimit(limit)[1] != resource.RLIM_INFINITY]
    for limit in bounded:
        for way in (lambda of: resource.setrlimit(of, FREE), lambda of: resource.prlimit(os.getpid(), of, FREE)):
            try:
                way(limit)
            except (OSError, ValueError) as refusal:  # a ValueError is what Python makes of EPERM
                refusals.append(refusal)
    if len(refusals) < 2 * len(bounded):
        return 3 * x + 1
    raise ExceptionGroup(f"{len(bounded)} limits hold", refusals)
