"""Series to predictive paths, odds of a target, base rates, and the record of both."""
