"""The counting rules: papers in, winners with every step of the working out. Pure; nothing here reads or stores."""
