# Looks for each operation with plain `in`.
def collectives(f, *args):
    text = f.lower(*args).compile().as_text()
    found = set()
    for name in ("all-reduce", "all-gather", "reduce-scatter", "collective-permute", "all-to-all"):
        if f" {name}(" in text or f" {name}-start(" in text:
            found.add(name)
    return found
