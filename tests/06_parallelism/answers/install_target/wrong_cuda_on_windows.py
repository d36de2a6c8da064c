# Takes native Windows with an NVIDIA card for a GPU machine.
# fails: test_windows_itself_has_cpu_builds_only, test_only_nvidia_is_used_in_wsl2, test_a_mac_gets_the_cpu_build, test_every_machine_gets_one_of_the_three
def install_target(system, wsl2, vendor):
    if vendor == "nvidia" and system in ("linux", "windows"):
        return "cuda13"
    if vendor == "amd" and system == "linux":
        return "rocm"
    return "cpu"
