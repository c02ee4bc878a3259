"""Background work: what takes jobs from the store and carries them out, in the server's process or in workers."""
