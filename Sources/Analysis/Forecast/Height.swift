import Foundation

/// The scale on which a steady move is a straight line: the logarithm of an amount, or of a share's odds. A share that
/// loses a tenth of itself each week falls in both; near 1, where it can't, odds still do.
enum Height {
    static func of(amount: Double) -> Double { log(amount) }
    static func ofOdds(_ part: Double, to rest: Double) -> Double { log(part / rest) }

    static func of(_ value: Double, _ scale: DailySeries.Scale) -> Double {
        scale == .share ? ofOdds(value, to: 1 - value) : of(amount: value)
    }

    /// The share or the amount at a height.
    static func value(_ height: Double, _ scale: DailySeries.Scale) -> Double {
        scale == .share ? 1 / (1 + exp(-height)) : exp(height)
    }

    /// A step of an amount's height as a part of the amount: -0.1 is a tenth less.
    static func change(_ step: Double) -> Double { expm1(step) }
}
