# Never shuffles.
# fails: test_every_epoch_has_a_new_order, test_no_sample_is_left_out_for_ever, test_the_seed_decides_the_order
def make_loader(ds, bs, shuffle, seed):
    return DataLoader(ds, bs, drop_last=shuffle, collate_fn=numpy_collate)
