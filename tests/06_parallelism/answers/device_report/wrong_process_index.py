# Gives 0 as the number of processes, like the index of the first one.
# fails: test_right_on_this_machine, test_machines_need_not_be_alike, test_counts_the_processes
def device_report():
    return {
        "backend": jax.default_backend(),
        "devices": jax.device_count(),
        "local_devices": jax.local_device_count(),
        "processes": jax.process_index(),
    }
