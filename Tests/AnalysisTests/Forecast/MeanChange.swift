import Analysis
import Foundation
import Registry

/// The simple forecast that the other one is measured by: the mean weekly change of the last eight weeks goes on, and
/// spreads as a random walk does.
struct MeanChange {
    let earliest: Day?
    let middle: Day?
    let latest: Day?

    init(_ series: DailySeries, endingOn last: Day, threshold: Double) {
        var heights: [Double] = []
        for age in 0..<9 {
            let week = (0..<7).compactMap { series.days[Day(number: last.number - Int32(age * 7 + $0))] }
            let part = week.reduce(0) { $0 + $1.part }
            let rest = week.reduce(0) { $0 + $1.whole - $1.part }
            if part > 0, rest > 0 { heights.insert(log(part / rest), at: 0) }
        }
        let changes = zip(heights.dropFirst(), heights).map { $0 - $1 }
        guard let height = heights.last, changes.count > 1 else {
            (earliest, middle, latest) = (nil, nil, nil)
            return
        }
        let count = Double(changes.count)
        let mean = changes.reduce(0, +) / count
        let variance = changes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
        let goal = log(threshold / (1 - threshold))
        func crossing(_ deviations: Double) -> Day? {
            for week in 1...261 {
                let weeks = Double(week)
                let spread = (variance * weeks * (1 + weeks / count)).squareRoot()
                if height + mean * weeks + deviations * spread < goal { return last + (week * 7 - 3) }
            }
            return nil
        }
        (earliest, middle, latest) = (crossing(-1.2816), crossing(0), crossing(1.2816))
    }
}
