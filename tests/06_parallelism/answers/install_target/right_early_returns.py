# Rules out what has the CPU build only, case by case.
def install_target(system, wsl2, vendor):
    if system == "mac" or vendor not in {"nvidia", "amd"}:
        return "cpu"
    if system == "windows":
        return "cuda13" if wsl2 and vendor == "nvidia" else "cpu"
    return {"nvidia": "cuda13", "amd": "rocm"}[vendor]
