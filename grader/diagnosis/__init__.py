"""Why a function is wrong, in sentences for the person who reads the report. It never moves marks."""
