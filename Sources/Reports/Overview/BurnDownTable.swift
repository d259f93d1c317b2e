import Registry

/// The burn-down in numbers: sums, exact, for those who can't see the picture or want to check it.
struct BurnDownTable {
    let markup: Markup

    init(_ burnDown: BurnDown, _ names: (old: String, new: String)) {
        let isWeekly = burnDown.stepDays == 7
        // From the past to the present the layers fall, from the head to the ground.
        let bands = Array(burnDown.bands.reversed())
        let unit = burnDown.measure == .pulls ? "pulls" : "bytes"
        let headings =
            [Heading(isWeekly ? "week, UTC" : "day, UTC")]
            + (isWeekly ? [Heading("days with data", isNumber: true)] : [])
            + bands.map { Heading("\(unit) \(burnDown.label($0, names))", isNumber: true) }
            + [Heading("all \(unit)", isNumber: true)]
        let rows = burnDown.steps.map { step -> [TableCell] in
            let first = TableCell(
                step.days.length == 1
                    ? "\(step.days.lowerBound)" : "\(step.days.lowerBound) to \(step.days.upperBound)"
            )
            let sums = bands.map { step.sums[$0] }
            return [first] + (isWeekly ? [.count(Int64(step.daysWithData))] : [])
                + (sums + [sums.known]).map { sum in
                    let why = step.daysWithData > 0 ? "not observed" : "no data"
                    return burnDown.measure == .pulls ? .count(sum, whyNot: why) : .bytes(sum, whyNot: why)
                }
        }
        markup =
            Table(
                caption: isWeekly ? "Sums of each week" : "Sums of each day",
                headings: headings,
                rows: rows,
                identifier: "burn-down-table"
            ).markup
    }
}
