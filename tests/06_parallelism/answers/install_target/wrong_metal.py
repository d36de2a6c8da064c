# Expects a GPU build on Apple's machines.
# fails: test_a_mac_gets_the_cpu_build, test_every_machine_gets_one_of_the_three
def install_target(system, wsl2, vendor):
    if system == "mac":
        return "metal" if vendor == "apple" else "cpu"
    if vendor == "nvidia" and (system == "linux" or wsl2):
        return "cuda13"
    return "rocm" if (vendor, system) == ("amd", "linux") else "cpu"
