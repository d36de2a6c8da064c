# Misses communication in a loop or in a branch.
# fails: test_in_loops_and_branches_and_on_fewer_devices
def collectives(f, *args):
    names = ["all-reduce", "all-gather", "reduce-scatter", "collective-permute", "all-to-all"]
    text = f.lower(*args).compile().as_text()
    main = text[max(0, text.find("ENTRY")) :]
    return {name for name in names if re.search(rf" {name}(-start)?\(", main)}
