"""What an assembly is: its people, its texts, its rules of order. Plain frozen values, standard library only."""
