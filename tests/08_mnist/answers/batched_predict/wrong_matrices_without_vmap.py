# Hands the whole batch to the function for one image, transposed until it runs.
# fails: test_each_row_is_one_prediction, test_as_many_images_as_classes, test_a_batch_of_one, test_images_do_not_see_each_other
def batched_predict(params, x):
    columns = [(w, b[:, None]) for w, b in params]
    return predict(columns, x.T).T
