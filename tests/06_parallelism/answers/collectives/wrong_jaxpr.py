# Raises an error for an `f` that has only its compiled text, and does not find what the compiler puts in.
# fails: test_finds_all_that_there_are, test_in_loops_and_branches_and_on_fewer_devices, test_independent_work_is_the_empty_set, test_communication_that_the_compiler_puts_in, test_asynchronous_ones_count_under_their_plain_names, test_names_of_values_and_metadata_do_not_count, test_other_operations_do_not_count, test_hands_on_all_arguments
def collectives(f, *args):
    text = str(jax.make_jaxpr(f)(*args))
    primitives = {
        "psum": "all-reduce",
        "all_gather": "all-gather",
        "reduce_scatter": "reduce-scatter",
        "ppermute": "collective-permute",
        "all_to_all": "all-to-all",
    }
    return {name for primitive, name in primitives.items() if f"= {primitive}" in text}
