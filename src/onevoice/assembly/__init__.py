"""What an assembly is: its people, its texts, its rules of order. Plain values, standard library only."""
