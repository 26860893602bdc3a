"""What leads people in: the finder, the estimate of computing time, the comparison."""
