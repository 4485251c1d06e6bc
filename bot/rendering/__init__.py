"""How a reply looks in Discord, and what a person takes away from it."""
