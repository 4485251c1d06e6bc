"""How good are the answers: question banks, scoring, the runner."""
