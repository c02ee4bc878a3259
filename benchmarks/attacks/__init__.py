"""Attacks on a server of our own, on 127.0.0.1 alone, bounded in number and time. Each script exits 1 if it gets through."""
