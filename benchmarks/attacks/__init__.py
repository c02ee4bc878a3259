"""Attacks on a server of our own, on 127.0.0.1 alone, bounded in number and time. Exit code 1: it got through."""
