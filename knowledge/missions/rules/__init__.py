"""The checks of a mission design: one pure function per criterion that a rule can judge, and what they read with."""
