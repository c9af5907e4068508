"""Acts around those whom a consultation concerns: naming the groups, the list of people, the evenings."""
