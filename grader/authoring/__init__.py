"""For authors of assignments: lessons become starters, the reference's answers become expected values."""
