"""What people do: one function per act. Permission, rules, write and minutes are one transaction."""
