"""Where an assembly stands, in numbers: a RollCall in, an Analysis out."""
