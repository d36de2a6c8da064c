# Knows one of the five only.
# fails: test_finds_each_of_the_five, test_asynchronous_ones_count_under_their_plain_names
def collectives(f, *args):
    text = f.lower(*args).compile().as_text()
    return {"all-reduce"} if re.search(r" all-reduce(-start)?\(", text) else set()
