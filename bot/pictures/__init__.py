"""Pictures of what a message says, drawn for phones, dark mode and every kind of eye; each has its facts in words."""
