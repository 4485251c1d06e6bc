"""What Ledfyr knows and can do: find, answer, guide, check."""
