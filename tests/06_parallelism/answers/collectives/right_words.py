# Takes the word before each bracket, and intersects sets.
def collectives(f, *args):
    five = {"all-reduce", "all-gather", "reduce-scatter", "collective-permute", "all-to-all"}
    words = re.findall(r" ([a-z-]+)\(", f.lower(*args).compile().as_text())
    return five & {word.removesuffix("-start") for word in words}
