# Hands the whole matrices to f.
# fails: test_batched_pairs_row_i_with_row_i, test_batched_is_vectorised, test_per_pair_has_rows_of_a_by_rows_of_b, test_per_pair_is_vectorised, test_f_gets_one_row_of_each, test_one_row_is_enough
def batched(f):
    return f


def per_pair(f):
    return lambda a, b: f(a[:, None], b[None])
