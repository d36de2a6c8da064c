# Asks for WSL2 on Linux, too.
# fails: test_linux_depends_on_the_vendor
def install_target(system, wsl2, vendor):
    if vendor == "nvidia" and wsl2:
        return "cuda13"
    if vendor == "amd" and system == "linux":
        return "rocm"
    return "cpu"
