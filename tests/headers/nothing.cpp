// A library wants a source; this one is there for its precompiled header.
