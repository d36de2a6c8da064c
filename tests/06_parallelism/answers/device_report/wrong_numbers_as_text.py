# Has an entry of another type than `int`, where a number is asked for.
# fails: test_exactly_the_four_keys, test_right_on_this_machine, test_no_number_is_written_into_the_code, test_tells_local_devices_from_all_devices, test_machines_need_not_be_alike, test_counts_the_processes
def device_report():
    return {
        "backend": jax.default_backend(),
        "devices": str(jax.device_count()),
        "local_devices": str(jax.local_device_count()),
        "processes": str(jax.process_count()),
    }
