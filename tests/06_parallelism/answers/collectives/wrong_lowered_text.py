# Looks at the text before compilation, where operations have other names.
# fails: test_communication_that_the_compiler_puts_in, test_asynchronous_ones_count_under_their_plain_names
def collectives(f, *args):
    names = ["all-reduce", "all-gather", "reduce-scatter", "collective-permute", "all-to-all"]
    text = f.lower(*args).as_text()
    return {name for name in names if "stablehlo." + name.replace("-", "_") in text}
