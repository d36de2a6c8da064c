# Forgets AMD: all but NVIDIA get the CPU build.
# fails: test_linux_depends_on_the_vendor
def install_target(system, wsl2, vendor):
    if vendor == "nvidia" and (system == "linux" or wsl2):
        return "cuda13"
    return "cpu"
