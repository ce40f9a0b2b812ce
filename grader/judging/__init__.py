"""What a submission is worth: its functions run, and their answers are compared with the answer key."""
