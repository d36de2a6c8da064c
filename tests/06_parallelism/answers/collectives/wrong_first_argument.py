# Does not hand on to `f.lower` just the arguments that it was given.
# fails: test_communication_that_the_compiler_puts_in, test_hands_on_all_arguments
def collectives(f, *args):
    names = ["all-reduce", "all-gather", "reduce-scatter", "collective-permute", "all-to-all"]
    text = f.lower(args[0]).compile().as_text()
    return {name for name in names if re.search(rf" {name}(-start)?\(", text)}
