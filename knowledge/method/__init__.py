"""The mission method as data: steps, questions, criteria, examples, the words for every field of the canvas."""
