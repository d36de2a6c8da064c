# Returns something that is not a dict.
# fails: test_exactly_the_four_keys, test_right_on_this_machine, test_no_number_is_written_into_the_code, test_tells_local_devices_from_all_devices, test_machines_need_not_be_alike, test_counts_the_processes, test_names_the_default_backend
def device_report():
    return jax.default_backend(), jax.device_count(), jax.local_device_count(), jax.process_count()
