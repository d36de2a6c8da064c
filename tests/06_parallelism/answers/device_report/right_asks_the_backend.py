# Asks the default backend itself for its name.
from jax.extend.backend import get_backend


def device_report():
    return {
        "backend": get_backend().platform,
        "devices": len(jax.devices()),
        "local_devices": len(jax.local_devices()),
        "processes": jax.process_count(),
    }
