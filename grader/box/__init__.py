"""The far side: what runs in a nursery and in a box."""
