"""The pure stages: values in, values out."""
