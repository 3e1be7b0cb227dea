"""What `recur demo` shows: the whole job as a story on the emulator, or previews of a studio's year."""
