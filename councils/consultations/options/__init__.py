"""The options (方案) of a consultation side by side: cost, who bears it, time, what speaks for and against, for whom."""
