# Counts words that are not operations, such as names of values or words in metadata.
# fails: test_names_of_values_and_metadata_do_not_count
def collectives(f, *args):
    names = ["all-reduce", "all-gather", "reduce-scatter", "collective-permute", "all-to-all"]
    text = f.lower(*args).compile().as_text()
    return {name for name in names if re.search(rf"\s{name}(-start)?\s*\(", text)}
