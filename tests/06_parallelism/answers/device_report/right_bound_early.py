# Imports JAX's functions by name and calls them in a comprehension.
from jax import default_backend, device_count, local_device_count, process_count

QUESTIONS = {
    "processes": process_count,
    "local_devices": local_device_count,
    "devices": device_count,
    "backend": default_backend,
}


def device_report():
    return {name: ask() for name, ask in QUESTIONS.items()}
