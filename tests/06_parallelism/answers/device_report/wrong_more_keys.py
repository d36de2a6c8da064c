# Reports more than it is asked for.
# fails: test_exactly_the_four_keys, test_right_on_this_machine
def device_report():
    return {
        "backend": jax.default_backend(),
        "devices": jax.device_count(),
        "local_devices": jax.local_device_count(),
        "processes": jax.process_count(),
        "process_index": jax.process_index(),
    }
