"""Why a function is wrong, in sentences for the reader of the report. It never affects marks."""
