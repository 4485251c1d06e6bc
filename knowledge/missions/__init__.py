"""The mission design: the canvas filled in, how well it holds, and how it leaves Ledfyr."""
