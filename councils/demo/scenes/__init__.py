"""The scenes: each goes through the same services as the pages do, on a clock set to the day it happened."""
