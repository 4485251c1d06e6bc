"""One vendor, one file: everything Ledfyr borrows is reached from here."""
