"""Returns nothing at all."""


# loses: happyModel=50 missing
def happyModel():
    return None
