/// A small seeded source of randomness: SplitMix64.
///
/// The same seed gives the same numbers on every machine; nothing here goes through the C library, whose functions
/// may round differently from one machine to the next.
/// See <https://prng.di.unimi.it/splitmix64.c>.
struct Draw {
    static let step: UInt64 = 0x9E37_79B9_7F4A_7C15
    private var state: UInt64

    /// A stream of its own for each combination of numbers.
    init(_ seed: UInt64, _ first: UInt64 = 0, _ second: UInt64 = 0) {
        state = Self.hash(seed, first, second)
    }

    mutating func next() -> UInt64 {
        state &+= Self.step
        return Self.mix(state)
    }

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
        mix(mix(mix(seed &+ step) &+ first &* step) &+ second &* step &+ step)
    }

    static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
