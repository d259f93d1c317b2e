import Registry
import Store

/// The burn-down on the page: key, picture, and the same as a table.
struct BurnDownSection {
    let isEmpty: Bool
    let heading: String
    let introduction: String
    let key: [Key]
    let charts: Markup
    let table: Markup
    let tableTitle: String
    let notes: [String]
    let data: Markup

    struct Key {
        let swatch: Markup
        let label: String
        let share: String
    }

    init(_ burnDown: BurnDown?, _ desk: Desk, query: Query) {
        data = desk.dataLinks(query)
        guard let burnDown, burnDown.daysWithData > 0 else {
            isEmpty = true
            heading = "Day by day"
            introduction = desk.stored == nil ? "Nothing has been counted yet." : "No data in this range."
            (key, charts, table, tableTitle, notes) = ([], "", "", "", [])
            return
        }
        isEmpty = false
        let names = (old: desk.name(.legacy), new: desk.name(.current))
        let unit = burnDown.measure == .pulls ? "pulls" : "bytes"
        let isWeekly = burnDown.stepDays == 7
        heading = isWeekly ? "Week by week" : "Day by day"
        introduction =
            "\(unit.prefix(1).uppercased())\(unit.dropFirst()) a day\(isWeekly ? ", the mean of each week’s days with data" : ""), "
            + "\(Day.words(burnDown.days)), UTC. Shares are of the whole time."
        let all = burnDown.bands.compactMap(burnDown.total).reduce(0, +)
        key = burnDown.bands.reversed().map { band in
            let share = all > 0 ? Number.share(Double(burnDown.total(band) ?? 0) / Double(all)) : "–"
            return Key(
                swatch: band.swatch,
                label: burnDown.label(band, names),
                share: share
            )
        }
        let milestones = desk.context.migration.milestones.sorted { $0.day < $1.day }
        charts = burnDown.charts(milestones: milestones.filter { burnDown.days.contains($0.day) }, names, unit)
        table = BurnDownTable(burnDown, names).markup
        tableTitle = "The same as a table: \(Number.count(Int64(burnDown.steps.count), isWeekly ? "week" : "day"))"
        notes = Self.notes(burnDown, milestones)
    }

    private static func notes(_ burnDown: BurnDown, _ milestones: [Milestone]) -> [String] {
        var notes: [String] = []
        let outside = milestones.filter { !burnDown.days.contains($0.day) }
        if !outside.isEmpty {
            let names = outside.map { "\($0.name), \($0.day.inWords)" }
            notes.append("Outside of the picture: \(names.joined(separator: "; ")).")
        }
        if burnDown.daysWithoutData > 0 {
            notes.append(
                "\(Number.count(Int64(burnDown.daysWithoutData), "day")) without data: hatched, and not counted as zero."
            )
        }
        if burnDown.measure == .bytes {
            notes.append("Bytes, since the logs of one side know no manifests: pulls can’t be counted there.")
        }
        return notes
    }
}

extension BurnDown {
    func label(_ band: Band, _ names: (old: String, new: String)) -> String {
        measure == .bytes && band == .unknown ? "served by \(names.new)" : band.label(old: names.old, new: names.new)
    }

    /// The picture in all its widths; the style shows the one that fits.
    fileprivate func charts(
        milestones: [Milestone],
        _ names: (old: String, new: String),
        _ unit: String
    ) -> Markup {
        let bars = steps.map { step in
            let values = bands.map { mean($0, in: step) ?? 0 }
            return StackedChart.Bar(first: step.days.lowerBound, values: step.daysWithData > 0 ? values : nil)
        }
        let axis = Axis(maximum: bars.compactMap { $0.values?.reduce(0, +) }.max() ?? 0)
        // Weeks begin on Monday, the first may begin before the picture does.
        let origin = stepDays == 7 ? days.lowerBound.monday : days.lowerBound
        let lines = milestones.map { milestone in
            StackedChart.Line(
                label: "\(visible(milestone.name)), \(milestone.day.short)",
                place: Double(milestone.day.number - origin.number) / Double(stepDays)
            )
        }
        return StackedChart.Frame.all.map { frame in
            StackedChart(
                bars: bars,
                layers: bands,
                lines: lines,
                ticks: TimeScale.ticks(origin...days.upperBound, stepDays: stepDays),
                axis: axis,
                axisLabel: { measure == .bytes ? Number.bytes(Int64($0)) : Number.axis($0) },
                unit: "\(unit) a day",
                frame: frame
            ).svg(
                title: "\(unit) a day by the way they came, \(Day.words(days))",
                description: description(names, unit)
            )
        }.joined()
    }

    /// What a listener hears in place of the picture.
    private func description(_ names: (old: String, new: String), _ unit: String) -> String {
        func shares(_ step: Step?) -> String {
            guard let step else { return "no data" }
            let parts = bands.map { band in
                let value = mean(band, in: step) ?? 0
                let text = measure == .bytes ? Number.bytes(Int64(value)) : Number.decimal(value, places: 0)
                return "\(text) \(label(band, names))"
            }
            return parts.joined(separator: ", ")
        }
        let known = steps.filter { $0.daysWithData > 0 }
        return """
            Stacked bars. At the beginning, \(known.first.map { Day.words($0.days) } ?? ""): \(shares(known.first)). \
            At the end, \(known.last.map { Day.words($0.days) } ?? ""): \(shares(known.last)). \
            All values stand in the table below the picture.
            """
    }
}
