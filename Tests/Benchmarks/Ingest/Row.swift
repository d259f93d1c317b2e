import Foundation

/// A figure that is printed, beside the floor that it must keep and the one striven for.
struct Row {
    enum Unit { case ratio, share, megabytes, number }

    var title: String
    var floor = ""
    var aim = ""
    var unit = Unit.ratio
    var needs: [Subject]
    /// From what the needed subjects used in one round, in their order.
    var value: ([Usage]) -> Double

    /// One subject's figure divided by another's.
    static func ratio(
        _ title: String,
        _ figure: KeyPath<Usage, Double>,
        _ subject: Subject,
        over other: Subject,
        floor: String = "",
        aim: String = "",
        times factor: Double = 1
    ) -> Row {
        Row(title: title, floor: floor, aim: aim, needs: [subject, other]) { used in
            used[0][keyPath: figure] / used[1][keyPath: figure] * factor
        }
    }

    /// The median of the rounds.
    func text(_ measuring: Measuring, rounds: Int) -> String {
        let values = (0..<rounds).compactMap { round -> Double? in
            let used = needs.compactMap { measuring.usage($0, round: round) }
            return used.count == needs.count ? value(used) : nil
        }
        let middle = median(values)
        return switch unit {
        case .ratio: String(format: "%.3f", middle)
        case .share: String(format: "%.1f %%", middle * 100)
        case .megabytes: String(format: "%.0f MB", middle / 1e6)
        case .number: String(format: "%.0f", middle)
        }
    }
}
