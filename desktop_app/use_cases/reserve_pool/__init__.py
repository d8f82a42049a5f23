"""What a user does with the reserve pool (储备库)."""
