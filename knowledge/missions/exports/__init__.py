"""What leaves Ledfyr: a mission design as a document, a canvas, a map and a file to bring back."""
