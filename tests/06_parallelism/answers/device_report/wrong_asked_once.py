# Gives the same report on another machine.
# fails: test_right_on_this_machine, test_no_number_is_written_into_the_code, test_tells_local_devices_from_all_devices, test_machines_need_not_be_alike, test_counts_the_processes, test_names_the_default_backend
REPORT = {
    "backend": jax.default_backend(),
    "devices": jax.device_count(),
    "local_devices": jax.local_device_count(),
    "processes": jax.process_count(),
}


def device_report():
    return REPORT
