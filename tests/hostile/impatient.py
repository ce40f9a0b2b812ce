"""The command `grade`, which waits for definitions no longer than a second: for those that never end.

Usually, they may take ten seconds of the processor, in each way that a notebook is run.
"""

import sys

from grader.cli.grade import main
from grader.sandbox import session

if __name__ == "__main__":
    session.DEFINING_SECONDS = 1.0
    sys.argv[0] = "grade"
    main()
