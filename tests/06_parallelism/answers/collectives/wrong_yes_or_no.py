# Says whether there is communication, not of which kind.
# fails: test_a_set_of_names, test_finds_each_of_the_five, test_communication_that_the_compiler_puts_in, test_asynchronous_ones_count_under_their_plain_names
def collectives(f, *args):
    names = ["all-reduce", "all-gather", "reduce-scatter", "collective-permute", "all-to-all"]
    text = f.lower(*args).compile().as_text()
    return any(re.search(rf" {name}(-start)?\(", text) for name in names)
