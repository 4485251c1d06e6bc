"""Where people meet Ledfyr: the terminal first, Discord next."""
