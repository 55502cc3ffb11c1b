"""What people judge of rows: accept, reject, correct, note; what follows from it."""
