# Returns a text with `jax` in it, not the bare name.
# fails: test_windows_itself_has_cpu_builds_only, test_an_nvidia_card_works_in_wsl2, test_linux_depends_on_the_vendor, test_only_nvidia_is_used_in_wsl2, test_a_mac_gets_the_cpu_build, test_every_machine_gets_one_of_the_three
def install_target(system, wsl2, vendor):
    if vendor == "nvidia" and (system == "linux" or wsl2):
        return "jax[cuda13]"
    return "jax[rocm]" if (vendor, system) == ("amd", "linux") else "jax"
