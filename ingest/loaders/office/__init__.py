"""What the loaders of office files and web pages share: archives, markup, pieces."""
