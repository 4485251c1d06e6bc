"""Word documents, by python-docx: the looks they share, and a mission's outline as one of them."""
