/// Where the lines of a scale from zero stand.
struct Axis {
    /// From 0 to the last one below the largest value.
    let ticks: [Double]
    /// What the picture's upper edge stands for.
    let top: Double

    /// - Parameters:
    ///   - maximum: the largest value.
    ///   - isWhole: whether values are counted, so that half a one makes no sense.
    init(maximum: Double, isWhole: Bool = true) {
        var power = 1.0
        while power * 10 <= maximum { power *= 10 }
        while power > maximum, !isWhole, power > 1e-9 { power /= 10 }
        let steps = [0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5].map { $0 * power }
        let step =
            steps.first { step in
                (!isWhole || step >= 1 && step.rounded() == step) && (maximum / step).rounded(.up) <= 5
            } ?? power * 10
        let count = max(1, Int((maximum / step).rounded(.down)))
        ticks = (0...count).map { Double($0) * step }
        top = max(maximum, step) * 1.02
    }
}
