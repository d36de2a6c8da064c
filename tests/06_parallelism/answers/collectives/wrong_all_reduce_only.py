# Does not find each of the five by itself, and misses some that come in two halves.
# fails: test_finds_each_of_the_five, test_finds_all_that_there_are, test_in_loops_and_branches_and_on_fewer_devices, test_independent_work_is_the_empty_set, test_asynchronous_ones_count_under_their_plain_names, test_names_of_values_and_metadata_do_not_count, test_other_operations_do_not_count, test_hands_on_all_arguments
def collectives(f, *args):
    text = f.lower(*args).compile().as_text()
    return {"all-reduce"} if re.search(r" all-reduce(-start)?\(", text) else set()
