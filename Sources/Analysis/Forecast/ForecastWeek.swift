package import Registry

/// Seven days of a series, and whether a trend may be read from them.
package struct ForecastWeek: Hashable, Sendable {
    /// Why a week is left out.
    package enum Omission: Hashable, Sendable {
        /// It lies before a milestone, after which clients have other reasons to move.
        case before(milestone: String)
        /// The milestone fell into it.
        case of(milestone: String)
        /// Fewer than ``daysAtLeast`` of its days have data.
        case gap(daysWithData: Int)
    }

    package let days: ClosedRange<Day>
    /// The share, or the amount of a mean day; nil without data.
    package let value: Double?
    package let omission: Omission?
    /// ``value`` as the trend is read from it, a logarithm; nil where it is left out.
    let height: Double?
    /// What chance alone adds to the height's variance.
    let chance: Double

    static let daysAtLeast = 4
    /// Two years: what was before tells nothing of today, and one line of a wrong century would make many weeks.
    static let atMost = 104
}

extension DailySeries {
    /// Whole weeks from the first day with data on, ``ForecastWeek/atMost`` at most, the last of which ends on `last`: the
    /// weekly rhythm falls out.
    func weeks(endingOn last: Day, _ milestones: [Milestone]) -> [ForecastWeek] {
        guard let first = days.keys.min(), first <= last else { return [] }
        let count = min(Int(last.number - first.number + 1) / 7, ForecastWeek.atMost)
        let rhythm = WeeklyRhythm(self, endingOn: last, weeks: count)
        let latest = milestones.filter { $0.day <= last && $0.day >= first }.max { $0.day < $1.day }
        return (0..<count).reversed().map { age in
            let end = Day(number: last.number - Int32(age * 7))
            return week(Day(number: end.number - 6)...end, rhythm, latest)
        }
    }

    /// The mean day of the highest week.
    package func highestWeek(endingOn last: Day) -> Double {
        weeks(endingOn: last, []).filter { $0.omission == nil }.compactMap(\.value).max() ?? 0
    }

    private func week(_ range: ClosedRange<Day>, _ rhythm: WeeklyRhythm, _ latest: Milestone?) -> ForecastWeek {
        let present = (range.lowerBound.number...range.upperBound.number).map { Day(number: $0) }
            .filter { days[$0] != nil }
        let part = present.reduce(0) { $0 + (days[$1]?.part ?? 0) } * rhythm.completion(present, of: .part)
        let whole = present.reduce(0) { $0 + (days[$1]?.whole ?? 0) } * rhythm.completion(present, of: .whole)
        let rest = max(0, whole - part)
        let value = present.isEmpty ? nil : scale == .amount ? part / 7 : whole > 0 ? part / whole : nil
        let omission: ForecastWeek.Omission? =
            if let latest, range.contains(latest.day) {
                .of(milestone: latest.name)
            } else if let latest, range.upperBound < latest.day {
                .before(milestone: latest.name)
            } else if present.count < ForecastWeek.daysAtLeast || value == nil {
                .gap(daysWithData: present.count)
            } else {
                nil
            }
        // Half a thing is added, so that a week of none has a logarithm.
        let height = scale == .share ? Height.ofOdds(part + 0.5, to: rest + 0.5) : Height.of(amount: (part + 0.5) / 7)
        var chance = 0.0
        if countsThings {
            chance = 1 / (part + 0.5) + (scale == .share ? 1 / (rest + 0.5) : 0)
            // Days that are made up for know nothing of their own.
            chance *= 7 / Double(max(1, present.count))
        }
        return ForecastWeek(
            days: range,
            value: value,
            omission: omission,
            height: omission == nil ? height : nil,
            chance: chance
        )
    }
}
