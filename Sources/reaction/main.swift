print("reaction")
