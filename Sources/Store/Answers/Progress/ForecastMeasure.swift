import Analysis
import Registry

/// What is forecast: a day's pulls through the old endpoint, the bytes that it sends, or its share.
struct ForecastMeasure {
    let name: String
    let series: DailySeries

    static func all(_ ways: DailyWays) -> [ForecastMeasure] {
        // Where the old endpoint has logs at all, a day without them is one without data, not one without pulls.
        let needsLegacy = ways.hasLogs(of: .legacy)
        var shares: [Day: DailySeries.Value] = [:]
        var known: [Day: DailySeries.Value] = [:]
        var pulls: [Day: DailySeries.Value] = [:]
        var bytes: [Day: DailySeries.Value] = [:]
        for (number, sums) in ways.days {
            let day = Day(number: number)
            if sums.hasLegacy { bytes[day] = .init(part: Double(sums.legacyBytes)) }
            guard sums.hasCurrent, sums.hasLegacy || !needsLegacy else { continue }
            if ways.basis == .pulls {
                let old = sums.ways.followed + sums.ways.unknown + sums.served
                shares[day] = .init(part: Double(old), whole: Double(old + sums.ways.direct))
                known[day] = .init(part: Double(old - sums.ways.unknown), whole: Double(old + sums.ways.direct))
                pulls[day] = .init(part: Double(old))
            } else if ways.basis == .blobBytes {
                let old = sums.blobWays.followed + sums.blobWays.unknown + sums.servedBlobBytes
                shares[day] = .init(part: Double(old), whole: Double(old + sums.blobWays.direct))
                known[day] = .init(part: Double(old - sums.blobWays.unknown), whole: Double(old + sums.blobWays.direct))
            }
        }
        let countsPulls = ways.basis == .pulls
        let all = [
            ForecastMeasure(name: "pulls", series: DailySeries(.amount, pulls)),
            ForecastMeasure(name: "bytes", series: DailySeries(.amount, bytes, countsThings: false)),
            ForecastMeasure(name: "share", series: DailySeries(.share, shares, countsThings: countsPulls)),
            // Where each pull's way is known, it would be the same once more.
            ForecastMeasure(
                name: "shareAtLeast",
                series: DailySeries(.share, known == shares ? [:] : known, countsThings: countsPulls)
            ),
        ]
        return all.filter { !$0.series.days.isEmpty }
    }

    /// What a threshold is a part of: all, or the mean day of the highest week.
    func scale(endingOn last: Day) -> Double {
        series.scale == .share ? 1 : series.highestWeek(endingOn: last)
    }

    /// A value as answers show it: shares as such, amounts as what a mean day has.
    func cell(_ value: Double?) -> Answer.Cell {
        guard let value else { return .null }
        if series.scale == .share { return .share(value) }
        return series.countsThings ? .real(value) : .integer(Int64(value.rounded()))
    }
}
