/// Random numbers that are the same in every run, so that what fails once fails again: SplitMix64.
package struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    package init(_ seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= Draw.step
        return Draw.mix(state)
    }
}
