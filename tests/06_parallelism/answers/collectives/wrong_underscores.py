# Returns Python's names, with underscores.
# fails: test_finds_each_of_the_five, test_communication_that_the_compiler_puts_in, test_asynchronous_ones_count_under_their_plain_names
def collectives(f, *args):
    names = ["all-reduce", "all-gather", "reduce-scatter", "collective-permute", "all-to-all"]
    text = f.lower(*args).compile().as_text()
    return {name.replace("-", "_") for name in names if re.search(rf" {name}(-start)?\(", text)}
