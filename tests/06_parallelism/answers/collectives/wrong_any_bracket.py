# Counts words that are not operations, and operations that are none of the five.
# fails: test_names_of_values_and_metadata_do_not_count, test_other_operations_do_not_count
def collectives(f, *args):
    names = ["all-reduce", "all-gather", "reduce-scatter", "collective-permute", "all-to-all"]
    text = f.lower(*args).compile().as_text()
    return {name for name in names if f"{name}(" in text or f"{name}-start(" in text}
