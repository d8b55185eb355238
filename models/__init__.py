"""What litlode knows: the lexicon, cue words, verbs, and the fitted sentence classifiers with their features."""
