"""The two commands, `grade` and `grader`: the only code that parses options, prints and exits."""
