# Clamps indices beyond the end, and counts negative ones from the end.
# fails: test_what_is_not_chosen_does_not_show, test_fills_beyond_the_end, test_fills_for_negative_indices, test_works_for_integers_and_bools, test_keeps_narrow_dtypes
def safe_gather(x, i, fill):
    return x[i]
