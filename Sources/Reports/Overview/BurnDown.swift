import Registry
import Store

/// Pulls by the way they came, day by day or week by week.
struct BurnDown {
    /// What is counted: bytes, where the old endpoint's logs know no manifests.
    enum Measure { case pulls, bytes }

    struct Step {
        /// Cut off at the ends of the picture.
        var days: ClosedRange<Day>
        /// How many of them have data.
        var daysWithData = 0
        /// Sums; nil: not observed. Without any day with data, all are.
        var sums: [Band: Int64] = [:]
    }

    let measure: Measure
    let days: ClosedRange<Day>
    /// 1 or 7.
    let stepDays: Int
    let steps: [Step]
    /// The layers that are observed at all.
    let bands: [Band]

    /// Beyond so many days, a bar is a week.
    static let daysAtMost = 120

    /// - Parameters:
    ///   - records: of a timeseries by day.
    ///   - days: what to draw.
    init(_ records: [Record], days: ClosedRange<Day>, measure: Measure) {
        self.days = days
        self.measure = measure
        let isWeekly = days.length > Self.daysAtMost
        let origin = isWeekly ? days.lowerBound.monday : days.lowerBound
        let length = isWeekly ? 7 : 1
        stepDays = length
        let count = (Int(days.upperBound.number) - Int(origin.number)) / length + 1
        var steps = (0..<count).map { index in
            let first = origin + index * length
            return Step(days: max(first, days.lowerBound)...min(first + (length - 1), days.upperBound))
        }
        var seen = Set<Int32>()
        for record in records {
            guard let time = record.time("time"), record.role == .legacy || record.role == .current else { continue }
            let day = Day(time: time)
            guard days.contains(day) else { continue }
            let index = (Int(day.number) - Int(origin.number)) / length
            if seen.insert(day.number).inserted { steps[index].daysWithData += 1 }
            for (band, value) in Self.values(record, measure) { steps[index].sums[band, default: 0] += value }
        }
        self.steps = steps
        let observed = Set(steps.flatMap(\.sums.keys))
        bands = Band.allCases.filter(observed.contains)
    }

    private static func values(_ record: Record, _ measure: Measure) -> [(Band, Int64)] {
        let all: [(Band, Int64?)] =
            switch (record.role, measure) {
            case (.legacy, .pulls): [(.served, record.count("pulls"))]
            case (.legacy, .bytes): [(.served, record.count("bytes"))]
            case (_, .pulls):
                [
                    (.followed, record.count("followed")), (.unknown, record.count("unknown")),
                    (.direct, record.count("direct")),
                ]
            // Which way bytes came is known of the range alone.
            case (_, .bytes): [(.unknown, record.count("bytes"))]
            }
        return all.compactMap { band, value in value.map { (band, $0) } }
    }

    /// The mean day of a step, so that the first and the last week stand beside whole ones; nil without data.
    func mean(_ band: Band, in step: Step) -> Double? {
        guard step.daysWithData > 0 else { return nil }
        return Double(step.sums[band] ?? 0) / Double(step.daysWithData)
    }

    /// The sum over all steps; nil where it was never observed.
    func total(_ band: Band) -> Int64? { steps.map { $0.sums[band] }.known }

    var daysWithData: Int { steps.reduce(0) { $0 + $1.daysWithData } }
    var daysWithoutData: Int { days.length - daysWithData }
}
