"""One tree: city > district > street > community > estate > grid."""
