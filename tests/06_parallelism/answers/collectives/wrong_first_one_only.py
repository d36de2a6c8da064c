# Finds only one of several kinds of communication.
# fails: test_finds_all_that_there_are, test_in_loops_and_branches_and_on_fewer_devices
def collectives(f, *args):
    found = re.search(r" (all-reduce|all-gather|reduce-scatter|collective-permute|all-to-all)(-start)?\(", f.lower(*args).compile().as_text())
    return {found.group(1)} if found else set()
