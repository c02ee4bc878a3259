"""What requests and answers look like, for the checks and for the specification."""
