"""Hidden cases: other folders than the notebook's, other shares, other draws."""
# ruff: noqa: S108 - the notebook's own folders

from grader.packs import Call

OLD = ("2019", "2022.0", "2022")
GENERATORS = ("2022.0", "2022")
EMPTY = ["666.jpg", "11702.jpg", "900.jpg"]
PARTS, KINDS = ("fit", "check"), ("cats", "dogs")


def split(group, source, root, share, images, seed):
    """Return a case of sharing images out from one folder to two others."""
    train, validation = f"{root}/training/cats/", f"{root}/held back/cats/"
    files = {source: {"images": images, "seed": seed, "empty": EMPTY}, train: {}, validation: {}}
    probe = {"files": files, "want": ["files"], "listed": True}
    return Call("split_data", group, (source, train, validation, share), {}, probe, OLD)


def cases(random):
    """Yield every hidden case."""
    seed = int(random.randint(1, 1000))
    for draw in range(2):
        yield split("draw", "/tmp/PetImages/Dog/", "/tmp/cats-v-dogs", 0.5, 24, seed + draw)
    yield split("other_path", "pets/Cat/", "shared out", 0.75, 17, seed + 2)
    yield split("half", "/tmp/PetImages/Dog/", "/tmp/cats-v-dogs", 0.5, 31, seed + 3)
    yield split("whole", "/tmp/PetImages/Cat/", "/tmp/cats-v-dogs", 1.0, 12, seed + 4)
    counts = random.permutation([2, 3, 4, 6])
    places = [f"pets/{part}/{kind}" for part in PARTS for kind in KINDS]
    files = {
        place: {"images": int(n), "seed": seed + number}
        for number, (place, n) in enumerate(zip(places, counts, strict=True))
    }
    arguments = tuple(f"pets/{part}/" for part in PARTS)
    probe = {"files": files, "want": ["loaders"]}
    yield Call("train_val_generators", "other_path", arguments, {}, probe, GENERATORS)
