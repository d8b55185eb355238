"""What a person takes away of a paper: a marked copy, a page that sums it up, a map."""
