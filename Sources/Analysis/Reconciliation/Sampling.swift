import Foundation

/// How many requests each one that was written down stands for, on either side of a comparison.
package struct Sampling: Hashable, Sendable {
    /// Of Ebb's logs: 1 where they hold all.
    package var logs: Int64
    /// Of the other's numbers.
    package var outside: Int64

    package init(logs: Int64 = 1, outside: Int64 = 1) {
        self.logs = logs
        self.outside = outside
    }

    package struct Ratio: Hashable, Sendable {
        package var value: Double
        /// Where it lies in 95 of 100 samples; nil: nothing was sampled, or what was counted is of different sizes.
        package var interval: ClosedRange<Double>?
    }

    /// What one side counted by what the other did, scaled to all requests.
    ///
    /// One in n drawn by chance leaves a count k with a relative variance of (1 − 1/n) ÷ k; the logarithm of a ratio has the
    /// sum of both.
    ///
    /// - Parameter countsThings: whether each of what is counted was drawn or not; bytes come in answers of all sizes.
    package func ratio(_ own: Int64?, _ other: Int64?, countsThings: Bool) -> Ratio? {
        guard let own, let other, other > 0 else { return nil }
        let value = Double(own) * Double(logs) / (Double(other) * Double(outside))
        guard countsThings, logs > 1 || outside > 1, own > 0 else { return Ratio(value: value) }
        let variance =
            (1 - 1 / Double(logs)) / Double(own) + (1 - 1 / Double(outside)) / Double(other)
        let factor = exp(1.959_964 * variance.squareRoot())
        return Ratio(value: value, interval: value / factor...value * factor)
    }
}
