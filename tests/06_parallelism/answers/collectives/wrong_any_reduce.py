# Finds communication where there is none: in independent work, in names, and in other operations.
# fails: test_independent_work_is_the_empty_set, test_communication_that_the_compiler_puts_in, test_names_of_values_and_metadata_do_not_count, test_other_operations_do_not_count
def collectives(f, *args):
    text = f.lower(*args).compile().as_text()
    found = set(re.findall(r" (all-gather|reduce-scatter|collective-permute|all-to-all)(?:-start)?\(", text))
    return found | ({"all-reduce"} if re.search(r"reduce(-start)?\(", text) else set())
