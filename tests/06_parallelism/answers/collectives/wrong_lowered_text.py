# Does not find what only the compiled program has.
# fails: test_finds_all_that_there_are, test_in_loops_and_branches_and_on_fewer_devices, test_independent_work_is_the_empty_set, test_communication_that_the_compiler_puts_in, test_asynchronous_ones_count_under_their_plain_names, test_names_of_values_and_metadata_do_not_count, test_other_operations_do_not_count, test_hands_on_all_arguments
def collectives(f, *args):
    names = ["all-reduce", "all-gather", "reduce-scatter", "collective-permute", "all-to-all"]
    text = f.lower(*args).as_text()
    return {name for name in names if "stablehlo." + name.replace("-", "_") in text}
