/// What a program used, from its start to its end.
struct Usage {
    /// Seconds on the clock.
    var wall = 0.0
    /// Seconds of a processor, the program's own and the system's for it.
    var processor = 0.0
    /// The most memory that it held at a time, in bytes.
    var peak = 0.0
    /// What a tool counted in it: allocations or instructions.
    var count = 0.0
}

/// The middle one, so that one disturbed round does no harm.
func median(_ values: [Double]) -> Double { values.isEmpty ? .nan : values.sorted()[values.count / 2] }
