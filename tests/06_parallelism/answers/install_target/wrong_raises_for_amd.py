# Raises an error for some machines instead of answering.
# fails: test_windows_itself_has_cpu_builds_only, test_linux_depends_on_the_vendor, test_only_nvidia_is_used_in_wsl2, test_a_mac_gets_the_cpu_build, test_every_machine_gets_one_of_the_three
def install_target(system, wsl2, vendor):
    if vendor == "amd":
        raise ValueError("AMD cards are not supported")
    if vendor == "nvidia" and (system == "linux" or wsl2):
        return "cuda13"
    return "cpu"
