"""A sentence for each kind of edit: the idea that is wrong, never the edit itself."""

from __future__ import annotations

from grader.support.text import clean

# By the idea of an edit; {0} and {1} are names or expressions from the student's own line.
IDEAS = {
    "name": "`{0}` is not the variable that belongs here.",
    "other_half": "`{0}` is not the one that belongs here: height and width are mixed up.",
    "global": "`{0}` is a variable of the notebook: use what the function is given, or computes itself.",
    "target": "The result is stored in `{0}`, but does not belong there.",
    "factor": "`{0}` does not take `{1}` into account.",
    "term": "`{0}` does not take `{1}` into account.",
    "off_by_one": "`{0}` is off by one.",
    "factor_element": "A factor is missing in `{0}`.",
    "term_element": "A part of the sum is missing in `{0}`.",
    "expression": "`{0}` is not the value that belongs here.",
    "constant": "The value `{0}` is not right here.",
    "default": "The default of the argument `{0}` is not that of the task.",
    "text": "The text `{0}` is not the one that belongs here.",
    "operator": "The operation `{0}` is not the one that belongs here.",
    "superfluous": "Part of this line is too much: `{0}`.",
    "missing_element": "`{0}` has an entry too few.",
    "swapped_operands": "The two sides of `{0}` are the wrong way round.",
    "grouping": "The operations are carried out in the wrong order: look at the parentheses.",
    "sign": "A sign is wrong: one that is there is too much, or one is missing.",
    "comparison": "The comparison `{0}` is not the one that belongs here.",
    "condition": "The condition does not select the right case.",
    "branches": "The branches of this condition are the wrong way round.",
    "function": "`{0}` does not compute what is needed here.",
    "superfluous_call": "`{0}` changes the value, and does not belong here.",
    "superfluous_argument": "The argument `{0}` does not belong here.",
    "missing_argument": "A call of `{0}` lacks an argument.",
    "axis": "`{0}` takes all axes together, but some of them are to be kept.",
    "swapped_arguments": "Two arguments of `{0}` are the wrong way round.",
    "missing_call": "`{0}` is not yet the value that is needed: something has to be done with it first.",
    "swapped": "`{0}` and `{1}` are the wrong way round.",
    "index": "The index of `{0}` does not select the right part: look at each of its axes.",
    "slice": "This slice does not begin or end where it should.",
    "transposed": "The axes are in the wrong order.",
    "overwritten": "`{0}` is overwritten each time, and what was there before is lost.",
    "accumulated": "Here something is added to `{0}` that should be set.",
    "dropped_result": "The result of `{0}` is not used: the call does not change its argument.",
    "superfluous_statement": "This line does harm: the result is right without it.",
    "order": "This line and the next are in the wrong order.",
    "inside_loop": "This line runs once in each pass of a loop, but belongs outside of it.",
    "outside_loop": "This line runs only once, but belongs inside of the loop beside it.",
    "return_inside": "The function returns in the first pass of the loop: `return` belongs behind it.",
    "return_outside": "`return` is outside of the block that it belongs in.",
    "rewritten": "This line does not compute what is needed here.",
    "changes_argument": "This line changes an argument, which belongs to the caller.",
    "missing_twin": "After this line something is missing: the same for the other of height and width.",
    "missing_statement": "After this line something is missing.",
}
_FALLBACK = {
    "superfluous": "Part of this line is too much.",
}
MAX_WORD = 40


def idea_of(idea: str, about: tuple[str, ...]) -> str:
    """Return the sentence for an edit.

    Args:
        idea: The kind of mistake, a key of `IDEAS`.
        about: Names or expressions from the student's own code.
    """
    words = [clean(" ".join(word.split())) for word in about]
    sentence = IDEAS[idea]
    if any(len(word) > MAX_WORD for word in words) or sentence.count("{") > len(words):
        return _FALLBACK.get(idea) or _anonymous(sentence)
    return sentence.format(*words)


def _anonymous(sentence: str) -> str:
    """Return a sentence in which nothing is quoted: what it is about is too long."""
    text = sentence.replace("`{0}`", "what stands here").replace("`{1}`", "everything").replace("{0}", "it")
    return text[:1].upper() + text[1:]
