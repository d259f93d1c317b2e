import Registry
import Store

/// The four numbers that say where the move stands, each with its course.
struct Figure {
    let title: String
    let value: String
    /// The exact value, where the shown one is rounded.
    let exact: String
    let unit: String
    let detail: [String]
    let spark: Markup
    /// Where its definition stands.
    let definition: String
}

/// Forms the four figures from the range's summary and its days.
struct Figures {
    let summary: Answer
    let burnDown: BurnDown
    /// Of a timeseries by day: rows of legacy endpoints.
    let legacyDays: [Record]
    /// Hours with traffic by step; nil: none known.
    let hours: [Int?]
    let hoursTop: Int
    let names: (old: String, new: String)
    /// What the old endpoints cost in the range; nil: nobody said.
    let cost: CostSum?
    /// nil: nothing to compare with.
    let before: PeriodBefore?

    var all: [Figure] { [clients, pulls, bytes, completeness] }

    private var legacy: [Record] { summary.records.filter { $0.role == .legacy && ($0.count("requests") ?? 0) > 0 } }
    private var days: String { Number.count(Int64(burnDown.days.length), "day") }

    /// A value of the legacy endpoints by step: the mean of its days with data.
    private func course(_ column: String) -> [Double?] {
        let first = burnDown.steps.first?.days.lowerBound ?? burnDown.days.lowerBound
        let origin = burnDown.stepDays == 7 ? first.monday : first
        var sums: [Int: (sum: Int64, days: Set<Int32>)] = [:]
        for record in legacyDays {
            guard let time = record.time("time"), let value = record.count(column) else { continue }
            let day = Day(time: time)
            let index = Int(day.number - origin.number) / burnDown.stepDays
            sums[index, default: (0, [])].sum += value
            sums[index, default: (0, [])].days.insert(day.number)
        }
        return burnDown.steps.indices.map { index in sums[index].map { Double($0.sum) / Double($0.days.count) } }
    }

    private var clients: Figure {
        let course = course("clients")
        let distinct = legacy.map { $0.count("clients") }.known
        let mean = legacy.compactMap { $0.mean("meanDailyClients") }.reduce(nil) { ($0 ?? 0) + $1 }
        var detail = [before?.sentence(now: mean, before: before?.meanDailyClients)].compactMap(\.self)
        if let distinct {
            detail.append("\(Number.count(distinct, "different client")) in \(days).")
        } else if !legacy.isEmpty {
            detail.append("How many different clients can’t be told over \(days).")
        }
        if legacy.count > 1 { detail.append("Summed over \(legacy.count) old endpoints.") }
        return figure(
            "Clients left at the old endpoint",
            mean.map { Number.decimal($0, places: $0 < 100 ? 1 : 0) },
            exact: mean.map { Number.decimal($0, places: 3) } ?? "",
            unit: "clients a day, on the mean",
            detail,
            course,
            last: { Number.decimal($0, places: 0) },
            definition: "clients"
        )
    }

    /// Those that the old endpoint served, and those that only came by its redirect.
    private var pulls: Figure {
        let served = burnDown.measure == .pulls ? burnDown.total(.served) : nil
        let followed = burnDown.measure == .pulls ? burnDown.total(.followed) : nil
        let daysWithData = max(1, burnDown.daysWithData)
        let sum = [served, followed].known.map { Double($0) / Double(daysWithData) }
        let course = burnDown.steps.map { step -> Double? in
            guard sum != nil, let served = burnDown.mean(.served, in: step) else { return nil }
            return served + (burnDown.mean(.followed, in: step) ?? 0)
        }
        let detail = [
            served.map { "\(Number.count($0)) served by \(names.old)" },
            followed.map { "\(Number.count($0)) redirected there to \(names.new)" },
        ].compactMap(\.self)
        let change = before?.sentence(now: [served, followed].known.map(Double.init), before: before?.pulls)
        return figure(
            "Pulls by the old address",
            sum.map { Number.decimal($0, places: $0 < 100 ? 1 : 0) },
            exact: sum.map { Number.decimal($0, places: 3) } ?? "",
            unit: "pulls a day",
            [change, detail.isEmpty ? nil : "In \(days): " + detail.joined(separator: ", ") + "."].compactMap(\.self),
            course,
            last: { Number.decimal($0, places: 0) },
            definition: "pulls"
        )
    }

    private var bytes: Figure {
        let course = course("bytes")
        let total = legacy.map { $0.count("bytes") }.known
        let mean = total.map { $0 / Int64(max(1, burnDown.daysWithData)) }
        return figure(
            "Bytes sent by the old endpoint",
            mean.map(Number.bytes),
            exact: mean.map { "\(Number.count($0)) bytes" } ?? "",
            unit: "a day",
            [
                before?.sentence(now: total.map(Double.init), before: before?.bytes, less: "less"),
                total.map { "\(Number.bytes($0)) in \(days)." }, cost.map { $0.sentence(days: burnDown.daysWithData) },
            ]
            .compactMap(\.self),
            course,
            last: { Number.bytes(Int64($0)) },
            definition: "bytes"
        )
    }

    private var completeness: Figure {
        let completeness = summary.completeness
        let share =
            completeness.hoursInRange > 0
            ? Double(completeness.hoursCovered) / Double(completeness.hoursInRange) : nil
        var detail = [
            "\(Number.count(completeness.rejectedLines)) of \(Number.count(completeness.lines, "line")) could not be read"
        ]
        if completeness.failedSources > 0 {
            detail.append("\(Number.count(completeness.failedSources, "source")) failed.")
        }
        return Figure(
            title: "Hours with logs",
            value: share.map(Number.share) ?? "–",
            exact: share == nil ? "no day in the range" : "",
            unit:
                "\(Number.count(completeness.hoursCovered)) of \(Number.count(completeness.hoursInRange)) hours",
            detail: detail,
            spark: Sparkline(hours.map { $0.map(Double.init) }, top: Double(hoursTop))
                .svg(
                    title: courseTitle("Hours with logs", hours.map { $0.map(Double.init) }) {
                        Number.decimal($0, places: 0)
                    },
                    style: "neutral"
                ),
            definition: "hours"
        )
    }

    /// `348 on 28 March, 199 on 24 April.`
    private func ends(_ course: [Double?], _ text: (Double) -> String) -> String? {
        let known = zip(burnDown.steps, course).compactMap { step, value in value.map { (step.days.lowerBound, $0) } }
        guard let first = known.first, let last = known.last, known.count > 1 else { return nil }
        let when = burnDown.stepDays == 7 ? "in the week of" : "on"
        return "\(text(first.1)) \(when) \(first.0.short), \(text(last.1)) \(when) \(last.0.short)."
    }

    private func courseTitle(_ title: String, _ course: [Double?], _ text: (Double) -> String) -> String {
        let known = course.compactMap(\.self)
        guard let first = known.first, let last = known.last, let largest = known.max() else {
            return "\(title): no data"
        }
        let step = burnDown.stepDays == 7 ? "a week" : "a day"
        return "\(title), \(step): \(text(first)) at first, \(text(largest)) at most, \(text(last)) at last"
    }

    private func figure(
        _ title: String,
        _ value: String?,
        exact: String,
        unit: String,
        _ detail: [String],
        _ course: [Double?],
        last: (Double) -> String,
        definition: String
    ) -> Figure {
        Figure(
            title: title,
            value: value ?? "–",
            exact: value == nil ? "not observed in this range" : exact,
            unit: unit,
            detail: [ends(course, last)].compactMap(\.self) + detail,
            spark: Sparkline(course).svg(title: courseTitle(title, course, last), style: "old"),
            definition: definition
        )
    }
}
