# Misses some collectives that come in two halves, with `-start` and `-done`.
# fails: test_asynchronous_ones_count_under_their_plain_names
def collectives(f, *args):
    names = ["all-reduce", "all-gather", "reduce-scatter", "collective-permute", "all-to-all"]
    text = f.lower(*args).compile().as_text()
    return {name for name in names if f" {name}(" in text}
