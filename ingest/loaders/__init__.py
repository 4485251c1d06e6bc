"""One function per document format, from a file to a transcript."""
