# Keeps `-start` in the names that it returns.
# fails: test_asynchronous_ones_count_under_their_plain_names
def collectives(f, *args):
    text = f.lower(*args).compile().as_text()
    pattern = r" ((?:all-reduce|all-gather|reduce-scatter|collective-permute|all-to-all)(?:-start)?)\("
    return set(re.findall(pattern, text))
