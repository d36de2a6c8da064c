# Does not hand on to `f.lower` just the arguments that it was given.
# fails: test_hands_on_all_arguments
def collectives(f, *args):
    names = ["all-reduce", "all-gather", "reduce-scatter", "collective-permute", "all-to-all"]
    first, *rest = args
    text = f.lower(first, *rest).compile().as_text()
    return {name for name in names if re.search(rf" {name}(-start)?\(", text)}
