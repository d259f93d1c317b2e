/// What the simulation draws, from a seed.
///
/// The same seed gives the same numbers on every machine; nothing here goes through the C library, whose functions
/// may round differently from one machine to the next.
struct Draw {
    private var generator: SeededGenerator

    /// A stream of its own for each combination of numbers.
    init(_ seed: UInt64, _ first: UInt64 = 0, _ second: UInt64 = 0) {
        generator = SeededGenerator(Self.hash(seed, first, second))
    }

    mutating func next() -> UInt64 { generator.next() }

    /// From 0 up to, but not including, 1.
    mutating func unit() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    mutating func chance(_ share: Double) -> Bool {
        unit() < share
    }

    /// From 0 up to, but not including, `bound`, which must be above 0.
    mutating func below(_ bound: Int) -> Int {
        Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// 0 or more with a mean of 1 and a long tail (Pareto, exponent 2), cut off at `limit`.
    mutating func longTailed(limit: Double) -> Double {
        min(1 / (1 - unit()).squareRoot() - 1, limit)
    }

    /// `mean` rounded up or down, so that the mean of many comes out right.
    mutating func rounded(_ mean: Double) -> Int {
        Int(mean + unit())
    }

    /// One number from several, for what must not depend on the order of drawing.
    static func hash(_ seed: UInt64, _ first: UInt64, _ second: UInt64 = 0) -> UInt64 {
        let step = SeededGenerator.step
        let start = SeededGenerator.mix(seed &+ step)
        return SeededGenerator.mix(SeededGenerator.mix(start &+ first &* step) &+ second &* step &+ step)
    }
}
