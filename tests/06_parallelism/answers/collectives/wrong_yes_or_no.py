# Does not return a set of names.
# fails: test_a_set_of_names, test_finds_each_of_the_five, test_finds_all_that_there_are, test_in_loops_and_branches_and_on_fewer_devices, test_independent_work_is_the_empty_set, test_communication_that_the_compiler_puts_in, test_asynchronous_ones_count_under_their_plain_names, test_names_of_values_and_metadata_do_not_count, test_other_operations_do_not_count, test_hands_on_all_arguments
def collectives(f, *args):
    names = ["all-reduce", "all-gather", "reduce-scatter", "collective-permute", "all-to-all"]
    text = f.lower(*args).compile().as_text()
    return any(re.search(rf" {name}(-start)?\(", text) for name in names)
