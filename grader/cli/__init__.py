"""The two commands, `grade` and `grader`: the only place that parses options, prints and exits."""
