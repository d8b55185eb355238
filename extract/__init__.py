"""A file in, a document with its sentences, mentions and findings out: `extract.extract.extract` does it all."""
