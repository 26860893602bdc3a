"""The compute estimate: from a piece of work to GPU hours, memory, machines and access modes."""
