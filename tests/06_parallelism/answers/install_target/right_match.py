# Matches patterns, and prefers the older CUDA.
def install_target(system, wsl2, vendor):
    match system, wsl2, vendor:
        case ("linux", _, "nvidia") | ("windows", True, "nvidia"):
            return "cuda12"
        case ("linux", _, "amd"):
            return "rocm"
        case _:
            return "cpu"
